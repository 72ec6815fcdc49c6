package io.tidings.messaging.send.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The hours in which nobody is disturbed, in the recipient's zone; may cross midnight.
 *
 * @param from first quiet minute
 * @param to first minute that is not; the same as {@code from} for no quiet hours
 */
public record QuietHours(LocalTime from, LocalTime to) {

    /** When they end, if {@code now} is within them. Goes by the wall clock, also on days that are an hour longer or shorter. */
    public Optional<Instant> endAfter(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        if (!isQuiet(local.toLocalTime())) {
            return Optional.empty();
        }
        // an hour that comes twice ends them the second time, or they would last a day after the first
        var today = ZonedDateTime.of(local.toLocalDate(), to, zone).withLaterOffsetAtOverlap();
        var end = today.isAfter(local)
                ? today
                : ZonedDateTime.of(local.toLocalDate().plusDays(1), to, zone).withLaterOffsetAtOverlap();
        return Optional.of(end.toInstant());
    }

    private boolean isQuiet(LocalTime time) {
        if (from.equals(to)) {
            return false;
        }
        var afterStart = !time.isBefore(from);
        var beforeEnd = time.isBefore(to);
        return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }
}
