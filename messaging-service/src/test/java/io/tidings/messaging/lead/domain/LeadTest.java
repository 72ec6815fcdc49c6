package io.tidings.messaging.lead.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

class LeadTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Lead NEW = Lead.of(null, null, "Luis", "api", Map.of(), null, NOW);

    @ParameterizedTest
    @CsvSource({
        "NEW,QUALIFIED",
        "NEW,WON",
        "NEW,LOST",
        "QUALIFIED,WON",
        "QUALIFIED,LOST",
        "LOST,NEW",
        "LOST,QUALIFIED",
        "WON,WON"
    })
    void a_lead_moves_on_and_a_lost_one_may_be_taken_up_again(LeadStatus from, LeadStatus to) {
        assertThat(in(from).edited(to, "x", NOW).status()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({"WON,NEW", "WON,LOST", "QUALIFIED,NEW", "LOST,WON"})
    void other_steps_make_no_sense(LeadStatus from, LeadStatus to) {
        var lead = in(from);
        assertThatThrownBy(() -> lead.edited(to, null, NOW)).isInstanceOf(Lead.Transition.class);
    }

    @Test
    void a_converted_lead_is_won() {
        var contact = UUID.randomUUID();
        var won = NEW.converted(contact, NOW);
        assertThat(won.status()).isEqualTo(LeadStatus.WON);
        assertThat(won.contact()).isEqualTo(contact);
        assertThat(won.convertedAt()).isEqualTo(NOW);
        var lost = in(LeadStatus.LOST);
        assertThatThrownBy(() -> lost.converted(contact, NOW)).isInstanceOf(Lead.Transition.class);
    }

    private static Lead in(LeadStatus status) {
        return status == LeadStatus.NEW ? NEW : NEW.edited(status, null, NOW);
    }
}
