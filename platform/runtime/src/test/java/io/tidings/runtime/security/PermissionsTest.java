package io.tidings.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.StringPermission;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

class PermissionsTest {
    private static boolean grants(String granted, String asked) {
        var parts = asked.split(":");
        var actions = parts.length == 1 ? new String[0] : Arrays.copyOfRange(parts, 1, parts.length);
        return InternalTokenMechanism.grants(
                granted.isEmpty() ? List.of() : List.of(granted.split(" ")), new StringPermission(parts[0], actions));
    }

    @ParameterizedTest
    @CsvSource({
        "*,                         orders:write",
        "orders:*,                  orders:write",
        "orders:*,                  orders",
        "orders:write,              orders:write",
        "'orders:read orders:write', orders:write"
    })
    void these_are_enough(String granted, String asked) {
        assertThat(grants(granted, asked)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'',            orders:write",
        "orders:read,   orders:write",
        "orders,        orders:write",
        "invoices:*,    orders:write",
        "order:*,       orders:write",
        "orders:write*, orders:write",
        "*:write,       orders:write",
        "orders:write,  orders",
        "ORDERS:WRITE,  orders:write"
    })
    void these_are_not(String granted, String asked) {
        assertThat(grants(granted, asked)).isFalse();
    }
}
