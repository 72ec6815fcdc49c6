package io.tidings.gateway.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** What is known of one client's connection. Belongs to the connection's event loop. */
public final class Line {
    private static final AttributeKey<Line> KEY = AttributeKey.valueOf(Line.class, "line");

    private int open;
    private boolean hadRequest;
    private long restingSince = System.nanoTime();

    private Line() {}

    static Line of(Channel channel) {
        var attribute = channel.attr(KEY);
        Line known = attribute.get();
        if (known == null) {
            known = new Line();
            attribute.set(known);
        }
        return known;
    }

    void begin() {
        open++;
        hadRequest = true;
    }

    /** A request was answered, or its client is gone. */
    public void end() {
        open--;
        restingSince = System.nanoTime();
    }

    boolean isOverdue(long now, long headNanos, long restNanos) {
        return open == 0 && now - restingSince > (hadRequest ? restNanos : headNanos);
    }
}
