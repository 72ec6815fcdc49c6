package io.tidings.messaging.send.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Stream;

class SendRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z"); // 12:00 in Madrid
    private static final Instant NIGHT = Instant.parse("2026-11-22T22:30:00Z"); // 23:30 in Madrid
    private static final UUID NUMBER = UUID.randomUUID();
    private static final SendRules RULES =
            new SendRules(new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)), Duration.ofHours(24));

    static Stream<Arguments> cases() {
        var fine = new Seen();
        return Stream.of(
                Arguments.of("transactional, never asked", Purpose.TRANSACTIONAL, false, fine, NOON, "allow"),
                Arguments.of(
                        "transactional, granted",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.consent(Decision.GRANTED),
                        NOON,
                        "allow"),
                Arguments.of(
                        "transactional, revoked",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.consent(Decision.REVOKED),
                        NOON,
                        "refuse consent.revoked"),
                Arguments.of("transactional at night", Purpose.TRANSACTIONAL, false, fine, NIGHT, "allow"),
                Arguments.of("marketing, never asked", Purpose.MARKETING, false, fine, NOON, "refuse consent.missing"),
                Arguments.of(
                        "marketing, revoked",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.REVOKED),
                        NOON,
                        "refuse consent.revoked"),
                Arguments.of(
                        "marketing, granted", Purpose.MARKETING, false, fine.consent(Decision.GRANTED), NOON, "allow"),
                Arguments.of(
                        "marketing at night",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED),
                        NIGHT,
                        "defer quiet-hours 2026-11-23T07:00:00Z"),
                Arguments.of(
                        "marketing, cap reached three hours ago",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED).cap(NOON.minus(Duration.ofHours(3))),
                        NOON,
                        "defer frequency-cap 2026-11-23T08:00:00Z"),
                Arguments.of(
                        "marketing, cap reached a day ago",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED).cap(NOON.minus(Duration.ofHours(24))),
                        NOON,
                        "allow"),
                Arguments.of(
                        "marketing to the United States",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED).inUnitedStates(),
                        NOON,
                        "refuse category.not-delivered"),
                Arguments.of(
                        "an order's news to the United States",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.inUnitedStates(),
                        NOON,
                        "allow"),
                Arguments.of("an answer, never written", Purpose.REPLY, true, fine, NOON, "refuse window.closed"),
                Arguments.of(
                        "an answer in the window",
                        Purpose.REPLY,
                        true,
                        fine.window(NOON.plusSeconds(1)),
                        NOON,
                        "allow"),
                Arguments.of(
                        "an answer as the window closes",
                        Purpose.REPLY,
                        true,
                        fine.window(NOON),
                        NOON,
                        "refuse window.closed"),
                Arguments.of(
                        "an answer to one who revoked all",
                        Purpose.REPLY,
                        true,
                        fine.window(NOON.plusSeconds(1)).consent(Decision.REVOKED),
                        NOON,
                        "allow"),
                Arguments.of("a code", Purpose.OTP, false, fine.consent(Decision.REVOKED), NIGHT, "allow"),
                Arguments.of(
                        "no number",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.number(null, false),
                        NOON,
                        "refuse number.none"),
                Arguments.of(
                        "paused number",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.number(null, true),
                        NOON,
                        "refuse number.paused"),
                Arguments.of(
                        "suspended tenant",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.suspended(),
                        NOON,
                        "refuse tenant.suspended"),
                Arguments.of(
                        "paid invoice", Purpose.TRANSACTIONAL, false, fine.closed(), NOON, "refuse source.closed"));
    }

    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource("cases")
    void the_first_rule_that_objects_decides(
            String name, Purpose purpose, boolean freeText, Seen seen, Instant now, String expected) {
        assertThat(text(RULES.decide(question(purpose, freeText), seen.circumstances(), now)))
                .isEqualTo(expected);
    }

    @Test
    void a_missing_consent_outweighs_the_night_the_cap_and_the_number() {
        var seen = new Seen().cap(NIGHT).number(null, false).circumstances();
        assertThat(text(RULES.decide(question(Purpose.MARKETING, false), seen, NIGHT)))
                .isEqualTo("refuse consent.missing");
    }

    @Test
    void an_allowed_message_goes_through_the_number_that_is_fit() {
        assertThat(RULES.decide(question(Purpose.TRANSACTIONAL, false), new Seen().circumstances(), NOON))
                .isEqualTo(new Verdict.Allow(NUMBER));
    }

    private static Question question(Purpose purpose, boolean freeText) {
        return new Question(new TenantId(UUID.randomUUID()), UUID.randomUUID(), purpose, freeText, null, null, null);
    }

    private static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow _ -> "allow";
            case Verdict.Defer(var until, var code) -> "defer " + code + " " + until;
            case Verdict.Refuse(var code) -> "refuse " + code;
        };
    }

    /** Circumstances in which everything may go that needs no yes, to be made worse. */
    private record Seen(
            @Nullable Decision consent,
            boolean unitedStates,
            boolean active,
            boolean sourceClosed,
            @Nullable Instant windowUntil,
            @Nullable Instant capReachedAt,
            @Nullable UUID number,
            boolean hasNumber) {
        Seen() {
            this(null, false, true, false, null, null, NUMBER, true);
        }

        Seen consent(Decision decision) {
            return new Seen(decision, unitedStates, active, sourceClosed, windowUntil, capReachedAt, number, hasNumber);
        }

        Seen cap(Instant reachedAt) {
            return new Seen(consent, unitedStates, active, sourceClosed, windowUntil, reachedAt, number, hasNumber);
        }

        Seen inUnitedStates() {
            return new Seen(consent, true, active, sourceClosed, windowUntil, capReachedAt, number, hasNumber);
        }

        Seen window(Instant until) {
            return new Seen(consent, unitedStates, active, sourceClosed, until, capReachedAt, number, hasNumber);
        }

        Seen number(@Nullable UUID fit, boolean any) {
            return new Seen(consent, unitedStates, active, sourceClosed, windowUntil, capReachedAt, fit, any);
        }

        Seen suspended() {
            return new Seen(consent, unitedStates, false, sourceClosed, windowUntil, capReachedAt, number, hasNumber);
        }

        Seen closed() {
            return new Seen(consent, unitedStates, active, true, windowUntil, capReachedAt, number, hasNumber);
        }

        Circumstances circumstances() {
            return new Circumstances(
                    consent,
                    ZoneId.of("Europe/Madrid"),
                    unitedStates,
                    active,
                    sourceClosed,
                    windowUntil,
                    capReachedAt,
                    number,
                    hasNumber);
        }
    }
}
