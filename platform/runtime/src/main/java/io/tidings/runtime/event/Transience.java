package io.tidings.runtime.event;

import io.tidings.runtime.problem.Refusal;
import io.vertx.pgclient.PgException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells failures that pass by themselves (a database restarting, a lock lost) from those that stay. */
public final class Transience {
    private Transience() {}

    /** True when the same work may succeed later without anyone changing it. */
    public static boolean isTransient(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof Refusal refusal) {
                return refusal.kind() == Refusal.Kind.UPSTREAM;
            }
            if (each instanceof IOException
                    || each instanceof TimeoutException
                    || each instanceof JDBCConnectionException
                    || each instanceof LockAcquisitionException
                    || each instanceof org.apache.kafka.common.errors.RetriableException
                    || (each instanceof PgException pg && isTransientState(pg.getSqlState()))
                    || isClosedConnection(each)) {
                return true;
            }
            if (each.getCause() == each) {
                return false;
            }
        }
        return false;
    }

    /** Connection lost, out of resources, operator intervention, deadlock or serialization failure. */
    private static boolean isTransientState(@Nullable String sqlState) {
        if (sqlState == null) {
            return false;
        }
        return sqlState.startsWith("08")
                || sqlState.startsWith("53")
                || sqlState.startsWith("57")
                || sqlState.startsWith("40")
                || sqlState.startsWith("25P03");
    }

    private static boolean isClosedConnection(Throwable failure) {
        return failure.getClass().getName().startsWith("io.vertx.")
                && failure.getMessage() != null
                && failure.getMessage().toLowerCase(java.util.Locale.ROOT).contains("clos");
    }
}
