package io.tidings.runtime.tenancy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

import jakarta.inject.Singleton;

/**
 * A pool whose connections keep every statement prepared. The client forgets those of more than 2048 characters unless
 * told otherwise, and has the server parse and plan them anew at each call: the Send Gate's one query is longer.
 */
@Singleton
class StatementsKept implements PgPoolCreator {
    private static final int LONGEST_STATEMENT = 32_768;

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(input.pgConnectOptionsList().stream()
                        .map(StatementsKept::keepingAll)
                        .toList())
                .using(input.vertx())
                .build();
    }

    private static SqlConnectOptions keepingAll(PgConnectOptions options) {
        return new PgConnectOptions(options).setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
    }
}
