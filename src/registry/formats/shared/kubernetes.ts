import type { CommunityName } from '../format.ts';

export const KUBERNETES: CommunityName = { slug: 'kubernetes', name: 'Kubernetes', url: 'https://kubernetes.io' };
