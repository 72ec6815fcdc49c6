package io.tidings.tenant.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class GrantsTest {
    @ParameterizedTest
    @CsvSource({
        "*, *, true",
        "*, orders:write, true",
        "*, owners:write, true",
        "orders:*, orders:*, true",
        "orders:*, orders:write, true",
        "orders:*, orders-x:write, false",
        "orders:*, *, false",
        "orders:write, orders:*, false",
        "orders:write, orders:read, false",
        "orders:write, orders:write, true",
        "users:*, owners:write, false"
    })
    void a_grant_covers_itself_and_what_its_star_stands_for(String held, String asked, boolean covered) {
        assertThat(new Grants(List.of(held)).cover(asked)).isEqualTo(covered);
    }
}
