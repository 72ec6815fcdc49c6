package io.tidings.gateway;

import io.tidings.gateway.openapi.ApiDocument;
import io.tidings.gateway.openapi.DocsPages;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import jakarta.inject.Singleton;

/** What this process has itself to show, to anybody on a host of ours. */
@Singleton
class Pages {
    private final ApiDocument document;
    private final DocsPages docs;

    Pages(ApiDocument document, DocsPages docs) {
        this.document = document;
        this.docs = docs;
    }

    /** True when there is such a page; it was answered then. */
    boolean answer(HttpServerRequest request, String path) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return false;
        }
        if (path.equals(ApiDocument.PATH)) {
            document.answer(request);
            return true;
        }
        if (docs.has(path)) {
            docs.answer(request, path);
            return true;
        }
        return false;
    }
}
