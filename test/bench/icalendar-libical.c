/*
 * libical as a contestant of test/bench/icalendar.ts: `icalendar-libical FILE FROM TO` (FROM and TO in seconds since
 * the epoch) prints what it took as JSON. libical ties no override to its series, so overrides are looked up by UID and
 * RECURRENCE-ID, once per file.
 */
#include <libical/ical.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define WARM_RUNS 5

/* What the callback of one series needs. */
struct expansion {
    const char *uid;
    long instances;
    /* Overridden instances, by "UID instant". */
    struct hsearch_data *overridden;
};

static time_t from, to;

static double cpu_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) exit(2);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (text == NULL || fread(text, 1, size, file) != (size_t)size) exit(2);
    fclose(file);
    text[size] = '\0';
    return text;
}

static char *key_of(const char *uid, time_t instant) {
    char *key = NULL;
    if (asprintf(&key, "%s %ld", uid, (long)instant) < 0) exit(2);
    return key;
}

static time_t instant_of(icalproperty *property, icalcomponent *event) {
    struct icaltimetype time = icalproperty_get_datetime_with_component(property, event);
    return icaltime_as_timet_with_zone(time, icaltime_get_timezone(time));
}

static void index_overrides(icalcomponent *calendar, struct hsearch_data *overridden) {
    size_t events = icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
    if (hcreate_r(events * 2 + 1, overridden) == 0) exit(2);
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        icalproperty *id = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
        if (id == NULL) continue;
        ENTRY entry = {.key = key_of(icalcomponent_get_uid(event), instant_of(id, event)), .data = NULL};
        ENTRY *stored;
        hsearch_r(entry, ENTER, &stored, overridden);
    }
}

static void count_instance(icalcomponent *event, struct icaltime_span *span, void *data) {
    struct expansion *expansion = data;
    (void)event;
    /* libical gives what touches the window, we what overlaps it. */
    if (span->start >= to || (span->end <= from && span->start < from)) return;
    char *key = key_of(expansion->uid, span->start);
    ENTRY wanted = {.key = key, .data = NULL}, *found = NULL;
    if (hsearch_r(wanted, FIND, &found, expansion->overridden) == 0) expansion->instances += 1;
    free(key);
}

static long expand(icalcomponent *calendar, struct hsearch_data *overridden) {
    struct icaltimetype start = icaltime_from_timet_with_zone(from, 0, icaltimezone_get_utc_timezone());
    struct icaltimetype end = icaltime_from_timet_with_zone(to, 0, icaltimezone_get_utc_timezone());
    /* Overrides are counted as the single events that they are. */
    struct hsearch_data none = {0};
    if (hcreate_r(1, &none) == 0) exit(2);
    struct expansion expansion = {.uid = "", .instances = 0, .overridden = overridden};
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        int is_override = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
        expansion.uid = icalcomponent_get_uid(event);
        expansion.overridden = is_override ? &none : overridden;
        icalcomponent_foreach_recurrence(event, start, end, count_instance, &expansion);
    }
    hdestroy_r(&none);
    return expansion.instances;
}

static int compare(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    from = atol(argv[2]);
    to = atol(argv[3]);
    char *text = read_file(argv[1]);
    double began = cpu_ms();
    icalcomponent *calendar = icalparser_parse_string(text);
    if (calendar == NULL) return 1;
    struct hsearch_data overridden = {0};
    index_overrides(calendar, &overridden);
    double opened = cpu_ms();
    long instances = expand(calendar, &overridden);
    double expanded = cpu_ms();
    double warm[WARM_RUNS];
    for (int run = 0; run < WARM_RUNS; run += 1) {
        double before = cpu_ms();
        expand(calendar, &overridden);
        warm[run] = cpu_ms() - before;
    }
    qsort(warm, WARM_RUNS, sizeof warm[0], compare);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"openMs\":%.3f,\"expandMs\":%.3f,\"warmMs\":%.3f,\"peakMb\":%.1f,\"instances\":%ld}", opened - began,
           expanded - opened, warm[WARM_RUNS / 2], usage.ru_maxrss / 1024.0, instances);
    return 0;
}
