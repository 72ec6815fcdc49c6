package io.tidings.runtime.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;

/** Opaque cursors: the last id shown, and a mark of the tenant so that one tenant's cursor is refused for another. */
final class Cursor {
    /** Above every id. */
    static final UUID START = new UUID(-1L, -1L);

    private Cursor() {}

    static String after(TenantId tenant, UUID last) {
        var bytes = ByteBuffer.allocate(20)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .putInt(mark(tenant, last));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static UUID read(TenantId tenant, String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor.getBytes(UTF_8)));
            if (bytes.remaining() == 20) {
                var last = new UUID(bytes.getLong(), bytes.getLong());
                if (bytes.getInt() == mark(tenant, last)) {
                    return last;
                }
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new NotACursor();
    }

    private static int mark(TenantId tenant, UUID last) {
        var crc = new CRC32();
        crc.update((tenant + "/" + last).getBytes(UTF_8));
        return (int) crc.getValue();
    }

    /** Not a cursor this list has given to this tenant. */
    static final class NotACursor extends Refusal {
        NotACursor() {
            super(Kind.MALFORMED, "page.cursor", "The cursor is not one this list has given");
        }
    }
}
