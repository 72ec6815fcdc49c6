package io.tidings.runtime.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The usual successful answers. */
public final class Answers {
    private Answers() {}

    /** 200 with an entity tag. */
    public static Response ok(Object view, long version) {
        return Response.ok(view).header(HttpHeaders.ETAG, Etag.of(version)).build();
    }

    /** 201 with the new resource's address and entity tag. */
    public static Response created(String location, Object view, long version) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.ETAG, Etag.of(version))
                .entity(view)
                .build();
    }
}
