package io.tidings.tenant.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

class ChainCheckTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    private static AuditEntry entry(long seq, String action, @Nullable String detail) {
        return new AuditEntry(seq, NOON.plusSeconds(seq), "operator", action, "tenant:1", detail, null);
    }

    private static List<ChainCheck.Kept> chain(int rows) {
        var kept = new ArrayList<ChainCheck.Kept>();
        var previous = AuditEntry.BEGINNING;
        for (var seq = 1; seq <= rows; seq++) {
            var entry = entry(seq, "tenant.changed", "plan");
            previous = entry.hashAfter(previous);
            kept.add(new ChainCheck.Kept(entry, previous));
        }
        return kept;
    }

    private static ChainCheck.Head headOf(List<ChainCheck.Kept> rows) {
        return rows.isEmpty()
                ? new ChainCheck.Head(0, AuditEntry.BEGINNING)
                : new ChainCheck.Head(
                        rows.getLast().entry().seq(), rows.getLast().hash());
    }

    private static @Nullable Long broken(UnaryOperator<List<ChainCheck.Kept>> tamper) {
        var rows = chain(9);
        var head = headOf(rows);
        var check = new ChainCheck();
        var left = tamper.apply(new ArrayList<>(rows));
        if (check.take(left.subList(0, Math.min(4, left.size())))) {
            check.take(left.subList(Math.min(4, left.size()), left.size()));
        }
        return check.verdict(head).firstBroken();
    }

    @Test
    void what_is_as_it_was_written_is_intact_and_so_is_an_empty_log() {
        assertThat(broken(rows -> rows)).isNull();
        assertThat(new ChainCheck().verdict(headOf(List.of())).intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 9})
    void a_changed_row_is_named(int seq) {
        assertThat(broken(rows -> {
                    var kept = rows.get(seq - 1);
                    rows.set(seq - 1, new ChainCheck.Kept(entry(seq, "tenant.changed", "other"), kept.hash()));
                    return rows;
                }))
                .isEqualTo(seq);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 9})
    void a_missing_row_is_named_the_last_one_too(int seq) {
        assertThat(broken(rows -> {
                    rows.remove(seq - 1);
                    return rows;
                }))
                .isEqualTo(seq);
    }

    @Test
    void a_row_with_a_hash_of_its_own_breaks_the_next_one() {
        assertThat(broken(rows -> {
                    var forged = entry(3, "tenant.changed", "forged");
                    rows.set(
                            2,
                            new ChainCheck.Kept(
                                    forged, forged.hashAfter(rows.get(1).hash())));
                    return rows;
                }))
                .isEqualTo(4);
    }

    @Test
    void a_row_too_many_is_named_and_so_is_a_chain_made_anew() {
        assertThat(broken(rows -> {
                    var extra = entry(10, "tenant.changed", "forged");
                    rows.add(new ChainCheck.Kept(
                            extra, extra.hashAfter(rows.getLast().hash())));
                    return rows;
                }))
                .isEqualTo(10);
        assertThat(broken(rows -> {
                    var forged = entry(9, "tenant.changed", "forged");
                    rows.set(
                            8,
                            new ChainCheck.Kept(
                                    forged, forged.hashAfter(rows.get(7).hash())));
                    return rows;
                }))
                .isEqualTo(9);
    }

    @Test
    void words_cannot_move_from_one_field_to_the_next() {
        var one = new AuditEntry(1, NOON, "key:1", "ab", "c", null, null);
        var other = new AuditEntry(1, NOON, "key:1", "a", "bc", null, null);
        var nothing = new AuditEntry(1, NOON, "key:1", "ab", "c", "", null);
        assertThat(one.hashAfter(AuditEntry.BEGINNING)).isNotEqualTo(other.hashAfter(AuditEntry.BEGINNING));
        assertThat(one.hashAfter(AuditEntry.BEGINNING)).isNotEqualTo(nothing.hashAfter(AuditEntry.BEGINNING));
        assertThat(one.at()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123456Z"));
    }
}
