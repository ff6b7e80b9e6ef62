import type { CommunityName } from '../format.ts';

export const CNCF: CommunityName = {
  slug: 'cncf',
  name: 'Cloud Native Computing Foundation',
  url: 'https://www.cncf.io',
};
