package io.tidings.runtime.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class PagesTest {
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    private PageQuery query(@Nullable String limit, @Nullable String cursor) {
        var query = new PageQuery();
        query.limit = limit;
        query.cursor = cursor;
        return query;
    }

    @Nested
    class A_cursor {
        private final UUID last = Ids.next();
        private final String cursor = Cursor.after(tenant, last);

        @Test
        void goes_on_after_the_last_row_shown() {
            assertThat(query("5", cursor).of(tenant).before()).isEqualTo(last);
        }

        @Test
        void of_another_tenant_is_refused() {
            var other = new TenantId(UUID.randomUUID());
            assertThatThrownBy(() -> query("5", cursor).of(other)).isInstanceOf(Cursor.NotACursor.class);
        }

        @Test
        void that_was_changed_is_refused() {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            for (var i = 0; i < bytes.length; i++) {
                var changed = bytes.clone();
                changed[i] ^= 1;
                var text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
                assertThatThrownBy(() -> Cursor.read(tenant, text)).isInstanceOf(Cursor.NotACursor.class);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "%%%", "🙂", "AAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000"})
        void that_is_none_is_refused(String text) {
            assertThatThrownBy(() -> Cursor.read(tenant, text)).isInstanceOf(Cursor.NotACursor.class);
        }
    }

    @Nested
    class A_limit {
        @Test
        void is_twenty_unless_asked() {
            var page = query(null, null).of(tenant);
            assertThat(page.limit()).isEqualTo(20);
            assertThat(page.before()).hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "101", "-1", "+5", "1.0", "abc", "", " 5", "99999999999", "٣"})
        void outside_of_1_to_100_is_refused(String limit) {
            assertThatThrownBy(() -> query(limit, null).of(tenant)).isInstanceOf(PageRequest.BadLimit.class);
        }
    }

    @Nested
    class A_page {
        private final PageRequest request = PageRequest.of(tenant, "3", null);

        private Page<UUID> ofRows(int rows) {
            return Page.of(request, Stream.generate(Ids::next).limit(rows).toList(), Function.identity());
        }

        @Test
        void has_a_next_one_only_when_more_rows_were_there() {
            assertThat(request.fetch()).isEqualTo(4);
            IntStream.rangeClosed(0, 3).forEach(rows -> {
                assertThat(ofRows(rows).items()).hasSize(rows);
                assertThat(ofRows(rows).nextCursor()).isNull();
            });
            var full = ofRows(4);
            assertThat(full.items()).hasSize(3);
            assertThat(Cursor.read(tenant, String.valueOf(full.nextCursor())))
                    .isEqualTo(full.items().getLast());
        }
    }
}
