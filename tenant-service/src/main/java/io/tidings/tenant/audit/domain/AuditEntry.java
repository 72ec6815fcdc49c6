package io.tidings.tenant.audit.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One row of a tenant's audit log.
 *
 * @param seq 1 for the first, without gaps
 * @param at when, in whole microseconds, which is what the database keeps
 * @param actor who, such as {@code user:<sub>}
 * @param action what, such as {@code tenant.suspended}
 * @param object to which object, such as {@code key:<uuid>}
 * @param detail a few words that are no personal data; may be null
 * @param requestId the trace of the request; null when time did it
 */
public record AuditEntry(
        long seq,
        Instant at,
        String actor,
        String action,
        String object,
        @Nullable String detail,
        @Nullable String requestId) {

    /** What stands before the first row. */
    public static final byte[] BEGINNING = new byte[32];

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * SHA-256 over the row before and every field of this one, each with its length, so that no two rows read the same:
     * whoever changes, removes or inserts a row breaks every hash after it.
     */
    public byte[] hashAfter(byte[] previous) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.write(previous);
            out.writeLong(seq);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            for (var text : new @Nullable String[] {actor, action, object, detail, requestId}) {
                var encoded = text == null ? null : text.getBytes(UTF_8);
                out.writeInt(encoded == null ? -1 : encoded.length);
                if (encoded != null) {
                    out.write(encoded);
                }
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
