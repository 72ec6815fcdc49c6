package io.tidings.messaging.consent.domain;

import static io.tidings.messaging.consent.domain.ConsentPurpose.MARKETING;
import static io.tidings.messaging.consent.domain.ConsentPurpose.TRANSACTIONAL;
import static io.tidings.messaging.consent.domain.Decision.GRANTED;
import static io.tidings.messaging.consent.domain.Decision.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

class ConsentStateTest {

    @Test
    void losing_marketing_is_an_opt_out_from_marketing() {
        assertThat(ConsentState.SILENT.optOutScope(Set.of(MARKETING))).isEqualTo("marketing");
        assertThat(new ConsentState(Map.of(MARKETING, GRANTED)).optOutScope(Set.of(MARKETING)))
                .isEqualTo("marketing");
    }

    @Test
    void losing_both_at_once_or_one_after_the_other_is_an_opt_out_from_all() {
        assertThat(ConsentState.SILENT.optOutScope(Set.of(MARKETING, TRANSACTIONAL)))
                .isEqualTo("all");
        assertThat(new ConsentState(Map.of(MARKETING, REVOKED)).optOutScope(Set.of(TRANSACTIONAL)))
                .isEqualTo("all");
        assertThat(new ConsentState(Map.of(TRANSACTIONAL, REVOKED)).optOutScope(Set.of(MARKETING)))
                .isEqualTo("all");
    }

    @Test
    void what_was_lost_before_is_not_lost_again() {
        assertThat(new ConsentState(Map.of(MARKETING, REVOKED)).optOutScope(Set.of(MARKETING)))
                .isNull();
        assertThat(new ConsentState(Map.of(MARKETING, REVOKED, TRANSACTIONAL, REVOKED))
                        .optOutScope(Set.of(MARKETING, TRANSACTIONAL)))
                .isNull();
    }

    @Test
    void order_news_alone_concern_no_campaign() {
        assertThat(ConsentState.SILENT.optOutScope(Set.of(TRANSACTIONAL))).isNull();
    }
}
