package io.tidings.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.stream.Stream;

class IdsTest {
    @Test
    void ids_carry_their_time_and_are_version_7() {
        var before = System.currentTimeMillis();
        var ids = Stream.generate(Ids::next).limit(1_000).toList();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(7);
            assertThat(Ids.millis(id)).isBetween(before, System.currentTimeMillis());
        });
    }

    @Test
    void ids_are_bounded_by_a_moment() {
        var id = Ids.next();
        var made = Instant.ofEpochMilli(Ids.millis(id));
        assertThat(Ids.first(made).toString()).isLessThanOrEqualTo(id.toString());
        assertThat(Ids.first(made.plusMillis(1)).toString()).isGreaterThan(id.toString());
        assertThat(Ids.first(Instant.EPOCH.minusSeconds(1))).isEqualTo(Ids.first(Instant.EPOCH));
    }
}
