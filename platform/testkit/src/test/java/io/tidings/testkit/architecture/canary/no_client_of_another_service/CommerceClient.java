package io.tidings.testkit.architecture.canary.no_client_of_another_service;

import java.net.http.HttpClient;

class CommerceClient {
    private final HttpClient client = HttpClient.newHttpClient();

    boolean ready() {
        return !client.isTerminated();
    }
}
