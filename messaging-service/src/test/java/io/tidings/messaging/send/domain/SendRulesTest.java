package io.tidings.messaging.send.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.domain.Circumstances.Route;
import io.tidings.messaging.send.domain.Question.TemplateName;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SendRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z"); // 12:00 in Madrid
    private static final Instant NIGHT = Instant.parse("2026-11-22T22:30:00Z"); // 23:30 in Madrid
    private static final UUID NUMBER = UUID.randomUUID();
    private static final SendRules RULES = rules(Duration.ZERO);

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
                        "marketing at night, the tenant has no quiet hours",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED).quiet(new QuietHours(LocalTime.NOON, LocalTime.NOON)),
                        NIGHT,
                        "allow"),
                Arguments.of(
                        "marketing within the tenant's own quiet hours",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED).quiet(new QuietHours(LocalTime.of(11, 0), LocalTime.of(14, 0))),
                        NOON,
                        "defer quiet-hours 2026-11-22T13:00:00Z"),
                Arguments.of(
                        "marketing where it is day in one possible zone and night in the other",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED).zones("Europe/Madrid", "Asia/Tokyo"),
                        NOON.plus(Duration.ofHours(2)),
                        "defer quiet-hours 2026-11-22T23:00:00Z"),
                Arguments.of(
                        "marketing to who is not there",
                        Purpose.MARKETING,
                        false,
                        fine.consent(Decision.GRANTED).unreachable(),
                        NOON,
                        "refuse contact.unreachable"),
                Arguments.of(
                        "an order's news to who is not there",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.unreachable(),
                        NOON,
                        "allow"),
                Arguments.of("the last of the quota", Purpose.TRANSACTIONAL, false, fine.quota(1), NOON, "allow"),
                Arguments.of(
                        "beyond the quota", Purpose.TRANSACTIONAL, false, fine.quota(0), NOON, "refuse quota.exceeded"),
                Arguments.of(
                        "sending paused",
                        Purpose.OTP,
                        false,
                        fine.route(new Route(true, NUMBER, true, null, false, null)),
                        NOON,
                        "defer sending.paused 2026-11-22T11:10:00Z"),
                Arguments.of(
                        "too many new people today",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.route(new Route(false, NUMBER, true, NOON.plusSeconds(60), false, null)),
                        NOON,
                        "defer number.limit 2026-11-22T11:01:00Z"),
                Arguments.of(
                        "too many new people today, but this one wrote",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.route(new Route(false, NUMBER, true, NOON.plusSeconds(60), false, null))
                                .window(NOON.plusSeconds(1)),
                        NOON,
                        "allow"),
                Arguments.of(
                        "template paused",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.route(new Route(false, NUMBER, true, null, false, NOON.plusSeconds(60))),
                        NOON,
                        "defer template.paused 2026-11-22T11:01:00Z"),
                Arguments.of(
                        "template disabled",
                        Purpose.TRANSACTIONAL,
                        false,
                        fine.route(new Route(false, NUMBER, true, null, true, null)),
                        NOON,
                        "refuse template.disabled"),
                Arguments.of(
                        "a paused template, for a code that dies before",
                        Purpose.OTP,
                        false,
                        fine.route(new Route(false, NUMBER, true, null, false, NOON.plus(Duration.ofHours(3)))),
                        NOON,
                        "refuse message.expired"),
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

    @Test
    void what_waited_too_long_dies() {
        var late = NOON.plus(Duration.ofHours(72));
        var question = asked(Purpose.TRANSACTIONAL, NOON, false);
        assertThat(RULES.decide(question, new Seen().circumstances(), late.minusMillis(1)))
                .isInstanceOf(Verdict.Allow.class);
        assertThat(RULES.decide(question, new Seen().circumstances(), late))
                .isEqualTo(new Verdict.Refuse("message.expired"));
    }

    @Test
    void who_has_a_place_in_the_quota_keeps_it_and_each_new_one_takes_one() {
        var seen = new Seen().quota(1).circumstances();
        var waiting = asked(Purpose.TRANSACTIONAL, NOON, true);
        var fresh = question(Purpose.TRANSACTIONAL, false);
        assertThat(RULES.decide(List.of(waiting, fresh, fresh), List.of(seen, seen, seen), NOON))
                .containsExactly(
                        new Verdict.Allow(NUMBER), new Verdict.Allow(NUMBER), new Verdict.Refuse("quota.exceeded"));
    }

    @Test
    void at_the_end_of_quiet_hours_everybody_leaves_at_a_moment_of_their_own() {
        var seen = new Seen().consent(Decision.GRANTED).circumstances();
        var ends = IntStream.range(0, 50)
                .mapToObj(i -> rules(Duration.ofMinutes(15)).decide(question(Purpose.MARKETING, false), seen, NIGHT))
                .map(verdict -> ((Verdict.Defer) verdict).until())
                .collect(Collectors.toSet());
        assertThat(ends).hasSizeGreaterThan(40);
        assertThat(ends)
                .allSatisfy(end -> assertThat(end)
                        .isBetween(Instant.parse("2026-11-23T07:00:00Z"), Instant.parse("2026-11-23T07:15:00Z")));
    }

    @Test
    void a_text_message_needs_no_number_window_or_template_of_whatsapp() {
        var seen = new Seen().number(null, false).circumstances();
        var paused = new Seen()
                .route(new Route(true, null, true, NOON.plusSeconds(60), true, null))
                .circumstances();
        var sender = UUID.randomUUID();
        assertThat(RULES.decideSms(question(Purpose.TRANSACTIONAL, true), seen, sender, NOON))
                .isEqualTo(new Verdict.Allow(sender));
        assertThat(RULES.decideSms(question(Purpose.OTP, true), paused, sender, NIGHT))
                .isEqualTo(new Verdict.Allow(sender));
    }

    @Test
    void a_text_message_heeds_subject_tenant_age_consent_and_quota() {
        assertThat(sms(Purpose.TRANSACTIONAL, new Seen().closed())).isEqualTo("refuse source.closed");
        assertThat(sms(Purpose.OTP, new Seen().suspended())).isEqualTo("refuse tenant.suspended");
        assertThat(sms(Purpose.TRANSACTIONAL, new Seen().consent(Decision.REVOKED)))
                .isEqualTo("refuse consent.revoked");
        assertThat(sms(Purpose.OTP, new Seen().consent(Decision.REVOKED))).isEqualTo("allow");
        assertThat(sms(Purpose.OTP, new Seen().quota(0))).isEqualTo("refuse quota.exceeded");
        var old = asked(Purpose.OTP, NOON.minus(Duration.ofMinutes(11)), true);
        assertThat(text(RULES.decideSms(old, new Seen().circumstances(), NUMBER, NOON)))
                .isEqualTo("refuse message.expired");
    }

    private static String sms(Purpose purpose, Seen seen) {
        return text(RULES.decideSms(question(purpose, true), seen.circumstances(), NUMBER, NOON));
    }

    private static SendRules rules(Duration jitter) {
        return new SendRules(
                new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)),
                jitter,
                Duration.ofHours(24),
                new Validity(Duration.ofMinutes(10), Duration.ofHours(72), Duration.ofHours(24), Duration.ofHours(72)));
    }

    private static Question asked(Purpose purpose, Instant wantedAt, boolean holdsQuota) {
        var fresh = question(purpose, false);
        return new Question(
                fresh.tenant(),
                fresh.contact(),
                purpose,
                fresh.template(),
                null,
                UUID.randomUUID(),
                wantedAt,
                holdsQuota,
                null);
    }

    private static Question question(Purpose purpose, boolean freeText) {
        return Question.ofNew(
                new TenantId(UUID.randomUUID()),
                UUID.randomUUID(),
                purpose,
                freeText ? null : new TemplateName("notice", "en"),
                null,
                null);
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
            List<ZoneId> zones,
            @Nullable QuietHours quiet,
            Set<String> flags,
            @Nullable Instant windowUntil,
            @Nullable Instant capReachedAt,
            @Nullable Long quotaLeft,
            Route route) {
        Seen() {
            this(
                    null,
                    List.of(ZoneId.of("Europe/Madrid")),
                    null,
                    Set.of(),
                    null,
                    null,
                    null,
                    new Route(false, NUMBER, true, null, false, null));
        }

        Seen consent(Decision decision) {
            return new Seen(decision, zones, quiet, flags, windowUntil, capReachedAt, quotaLeft, route);
        }

        Seen zones(String... names) {
            var all = Stream.of(names).map(ZoneId::of).toList();
            return new Seen(consent, all, quiet, flags, windowUntil, capReachedAt, quotaLeft, route);
        }

        Seen quiet(QuietHours hours) {
            return new Seen(consent, zones, hours, flags, windowUntil, capReachedAt, quotaLeft, route);
        }

        Seen cap(Instant reachedAt) {
            return new Seen(consent, zones, quiet, flags, windowUntil, reachedAt, quotaLeft, route);
        }

        Seen window(Instant until) {
            return new Seen(consent, zones, quiet, flags, until, capReachedAt, quotaLeft, route);
        }

        Seen quota(long left) {
            return new Seen(consent, zones, quiet, flags, windowUntil, capReachedAt, left, route);
        }

        Seen route(Route other) {
            return new Seen(consent, zones, quiet, flags, windowUntil, capReachedAt, quotaLeft, other);
        }

        Seen number(@Nullable UUID fit, boolean any) {
            return route(new Route(false, fit, any, null, false, null));
        }

        Seen inUnitedStates() {
            return flag("us");
        }

        Seen suspended() {
            return flag("suspended");
        }

        Seen closed() {
            return flag("closed");
        }

        Seen unreachable() {
            return flag("unreachable");
        }

        private Seen flag(String flag) {
            return new Seen(consent, zones, quiet, Set.of(flag), windowUntil, capReachedAt, quotaLeft, route);
        }

        Circumstances circumstances() {
            return new Circumstances(
                    consent,
                    zones,
                    quiet,
                    flags.contains("us"),
                    !flags.contains("suspended"),
                    flags.contains("closed"),
                    flags.contains("unreachable"),
                    windowUntil,
                    capReachedAt,
                    quotaLeft,
                    route);
        }
    }
}
