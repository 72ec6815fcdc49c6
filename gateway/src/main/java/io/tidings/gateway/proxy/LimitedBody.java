package io.tidings.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body in chunks that breaks off when it grows beyond what is accepted, and tells when it broke by itself. */
final class LimitedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final long limit;
    private final Handler<Throwable> broken;
    private long seen;
    private @Nullable Handler<Throwable> failureHandler;

    /** @param broken hears of a chunk that could not be read, before anybody else */
    LimitedBody(ReadStream<Buffer> source, long limit, Handler<Throwable> broken) {
        this.source = source;
        this.limit = limit;
        this.broken = broken;
    }

    boolean isExceeded() {
        return seen > limit;
    }

    @Override
    public LimitedBody handler(@Nullable Handler<Buffer> handler) {
        source.handler(handler == null ? null : buffer -> take(buffer, handler));
        return this;
    }

    private void take(Buffer buffer, Handler<Buffer> handler) {
        if (isExceeded()) {
            return;
        }
        seen += buffer.length();
        if (!isExceeded()) {
            handler.handle(buffer);
        } else if (failureHandler != null) {
            failureHandler.handle(new IllegalStateException("body too large"));
        }
    }

    private void breakOff(Throwable failure, Handler<Throwable> handler) {
        broken.handle(failure);
        handler.handle(failure);
    }

    @Override
    public LimitedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        failureHandler = handler;
        source.exceptionHandler(handler == null ? null : failure -> breakOff(failure, handler));
        return this;
    }

    @Override
    public LimitedBody endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    @Override
    public LimitedBody pause() {
        source.pause();
        return this;
    }

    @Override
    public LimitedBody resume() {
        source.resume();
        return this;
    }

    @Override
    public LimitedBody fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
