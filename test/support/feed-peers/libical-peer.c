/*
 * `libical-peer FILE FROM TO` (seconds since the epoch) prints the instances that begin in the window, one a line:
 * start, end, status and title, with tabs between. libical ties no override to its series, so an instance that has one
 * is left to it here.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static time_t from, to;

struct override {
    const char *uid;
    time_t start;
};

static struct override *overrides;
static size_t override_count;

struct series {
    const char *uid;
    int is_override;
};

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

static time_t instant_of(icalproperty *property, icalcomponent *event) {
    struct icaltimetype time = icalproperty_get_datetime_with_component(property, event);
    return icaltime_as_timet_with_zone(time, icaltime_get_timezone(time));
}

static void find_overrides(icalcomponent *calendar) {
    size_t events = icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
    overrides = calloc(events + 1, sizeof *overrides);
    if (overrides == NULL) exit(2);
    icalcompiter here = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    icalcomponent *event = icalcompiter_deref(&here);
    for (; event != NULL; event = icalcompiter_next(&here)) {
        icalproperty *id = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
        if (id == NULL) continue;
        overrides[override_count].uid = icalcomponent_get_uid(event);
        overrides[override_count].start = instant_of(id, event);
        override_count += 1;
    }
}

static int is_overridden(const char *uid, time_t start) {
    for (size_t index = 0; index < override_count; index += 1) {
        if (overrides[index].start == start && strcmp(overrides[index].uid, uid) == 0) return 1;
    }
    return 0;
}

static void print_instance(icalcomponent *event, struct icaltime_span *span, void *data) {
    struct series *series = data;
    if (span->start < from || span->start >= to) return;
    if (!series->is_override && is_overridden(series->uid, span->start)) return;
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    const char *title = icalcomponent_get_summary(event);
    /* Of whole days, libical lets the last one end a second before midnight of the day after. */
    int is_day = icalcomponent_get_dtstart(event).is_date;
    time_t end = is_day ? span->start + icaldurationtype_as_int(icalcomponent_get_duration(event)) : span->end;
    printf("%ld\t%ld\t%s\t%s\n", (long)span->start, (long)end,
           status == NULL ? "CONFIRMED" : icalproperty_get_value_as_string(status), title == NULL ? "" : title);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    from = atol(argv[2]);
    to = atol(argv[3]);
    icalcomponent *calendar = icalparser_parse_string(read_file(argv[1]));
    if (calendar == NULL) return 1;
    find_overrides(calendar);
    struct icaltimetype start = icaltime_from_timet_with_zone(from, 0, icaltimezone_get_utc_timezone());
    struct icaltimetype end = icaltime_from_timet_with_zone(to, 0, icaltimezone_get_utc_timezone());
    icalcompiter here = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    icalcomponent *event = icalcompiter_deref(&here);
    for (; event != NULL; event = icalcompiter_next(&here)) {
        int is_override = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
        struct series series = {.uid = icalcomponent_get_uid(event), .is_override = is_override};
        icalcomponent_foreach_recurrence(event, start, end, print_instance, &series);
    }
    return 0;
}
