package io.tidings.messaging.contactfile.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contactfile.adapter.csv.CsvRecords;
import io.tidings.messaging.contactfile.application.Imports.RawRow;
import io.tidings.messaging.contactfile.application.TakeFile;
import io.tidings.messaging.contactfile.domain.Columns;
import io.tidings.messaging.contactfile.domain.ContactImport;
import io.tidings.messaging.contactfile.domain.LineError;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Caller;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;

/** Reads a request's body as it comes and stores it by parts: no more of it than one is ever in memory. */
@ApplicationScoped
class CsvUpload {
    private static final int ROWS = 500;
    private static final int CHARACTERS = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TakeFile takeFile;

    CsvUpload(TakeFile takeFile) {
        this.takeFile = takeFile;
    }

    /** On a thread that may wait. What is not wanted of the body is read all the same: who sends it listens only then. */
    ContactImport handle(Caller caller, String type, @Nullable String region, InputStream body) {
        try {
            return take(caller, type, region, body);
        } finally {
            drain(body);
        }
    }

    private ContactImport take(Caller caller, String type, @Nullable String region, InputStream body) {
        if (region != null
                && !PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
            throw new UnknownRegion();
        }
        var records = new CsvRecords(new InputStreamReader(body, charset(type)));
        var tenant = caller.tenant();
        var start = new TakeFile.Start(
                tenant, columns(records), region, caller.idempotencyKeyIfAny().orElse(null), caller.principal());
        var started = now(() -> takeFile.start(start));
        var file = started.file();
        if (!started.isNew()) {
            return file;
        }
        try {
            var rows = store(tenant, file.id(), records);
            return now(() -> takeFile.end(new TakeFile.End(tenant, file.id(), rows)));
        } catch (RuntimeException e) {
            now(() -> takeFile.abandon(tenant, file.id()));
            throw e;
        }
    }

    private static void drain(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // nobody listens any more
        }
    }

    private long store(TenantId tenant, UUID file, CsvRecords records) {
        var count = 0L;
        var part = 0;
        var rows = new ArrayList<RawRow>(ROWS);
        var errors = new ArrayList<LineError>();
        var size = 0;
        for (var each = next(records); each != null; each = next(records)) {
            count++;
            if (each.error() == null) {
                rows.add(new RawRow(each.line(), each.cells()));
                size += each.cells().stream().mapToInt(String::length).sum();
            } else {
                errors.add(new LineError(each.line(), each.error(), null));
            }
            if (rows.size() + errors.size() >= ROWS || size > CHARACTERS) {
                keep(tenant, file, part++, rows, errors);
                rows.clear();
                errors.clear();
                size = 0;
            }
        }
        if (!rows.isEmpty() || !errors.isEmpty()) {
            keep(tenant, file, part, rows, errors);
        }
        return count;
    }

    private void keep(TenantId tenant, UUID file, int part, List<RawRow> rows, List<LineError> errors) {
        now(() -> takeFile.part(new TakeFile.Part(tenant, file, part, List.copyOf(rows), List.copyOf(errors))));
    }

    private static Columns columns(CsvRecords records) {
        var header = next(records);
        if (header == null) {
            throw new EmptyFile();
        }
        return Columns.read(header.cells());
    }

    private static CsvRecords.@Nullable CsvRecord next(CsvRecords records) {
        try {
            return records.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database is spoken to on an event loop; this thread waits for it. */
    private static <T> T now(Supplier<Uni<T>> work) {
        return OnContext.fresh(work).await().atMost(PATIENCE);
    }

    private static Charset charset(String type) {
        try {
            var named = MediaType.valueOf(type).getParameters().get(MediaType.CHARSET_PARAMETER);
            return named == null ? UTF_8 : Charset.forName(named);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnknownCharset();
        }
    }

    /** Not a character set we can read. */
    static final class UnknownCharset extends Refusal {
        UnknownCharset() {
            super(Kind.INVALID, "import.charset", "The charset is not known; UTF-8 is usual");
        }
    }

    /** Not a country. */
    static final class UnknownRegion extends Refusal {
        UnknownRegion() {
            super(Kind.INVALID, "import.region", "region takes a country such as ES");
        }
    }

    /** Not even a first line. */
    static final class EmptyFile extends Refusal {
        EmptyFile() {
            super(Kind.MALFORMED, "import.empty", "The file is empty");
        }
    }
}
