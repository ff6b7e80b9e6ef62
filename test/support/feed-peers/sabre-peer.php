<?php

/** `sabre-peer.php FILE FROM TO` (ISO 8601 in UTC) prints the instances that overlap the window as JSON. */

// Version 2 of the library, which Debian has, is older than the PHP that runs it.
error_reporting(E_ALL & ~E_DEPRECATED);
require_once 'Sabre/VObject/autoload.php';

[, $path, $from, $to] = $argv;
$utc = new DateTimeZone('UTC');
$text = fn (DateTimeInterface $time): string => DateTime::createFromInterface($time)->setTimezone($utc)->format('Y-m-d\TH:i:s\Z');
$calendar = Sabre\VObject\Reader::read(file_get_contents($path));
// Version 2 changes the calendar, later ones answer another.
$expanded = $calendar->expand(new DateTime($from), new DateTime($to)) ?? $calendar;
$found = [];
foreach ($expanded->VEVENT ?? [] as $event) {
    $start = $event->DTSTART->getDateTime();
    $end = isset($event->DTEND) ? $event->DTEND->getDateTime() : $start;
    $found[] = [
        'start' => $text($start),
        'end' => $text($end),
        'status' => (string) ($event->STATUS ?? 'CONFIRMED'),
        'title' => (string) $event->SUMMARY,
    ];
}
echo json_encode($found);
