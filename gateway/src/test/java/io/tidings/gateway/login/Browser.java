package io.tidings.gateway.login;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Keeps cookies by host, follows nothing by itself. */
final class Browser {
    private static final String OWN = "localhost:8080";

    final Map<String, Map<String, String>> jar = new HashMap<>();

    RequestSpecification at(String host) {
        return given().redirects().follow(false).header("Host", host).cookies(jar.getOrDefault(host, Map.of()));
    }

    void keep(String host, Response answer) {
        Map<String, String> kept = jar.computeIfAbsent(host, name -> new HashMap<>());
        answer.detailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                kept.remove(cookie.getName());
            } else {
                kept.put(cookie.getName(), cookie.getValue());
            }
        });
    }

    Browser copy() {
        Browser copy = new Browser();
        jar.forEach((host, cookies) -> copy.jar.put(host, new HashMap<>(cookies)));
        return copy;
    }

    Response comeBack(String host, String code, String state) {
        Response answer =
                at(host).queryParam("code", code).queryParam("state", state).get("/login/callback");
        keep(host, answer);
        return answer;
    }

    /** The whole way; the last answer, which sends the browser to where it wanted. */
    Response logIn(String host, String subject, String wanted) {
        Response begun = at(host).queryParam("to", wanted).get("/login");
        keep(host, begun);
        if (host.equals(OWN)) {
            return passIssuer(begun, subject);
        }
        Response ticket = passIssuer(visit(begun.header("Location")), subject);
        return visit(ticket.header("Location"));
    }

    Response upToTicket(String host, String subject) {
        Response begun = at(host).get("/login");
        keep(host, begun);
        return passIssuer(visit(begun.header("Location")), subject);
    }

    private Response passIssuer(Response begun, String subject) {
        Map<String, String> question = parameters(begun.header("Location"));
        String code = FakeIssuer.codeFor(subject, question.get("nonce"), question.get("code_challenge"));
        return comeBack(OWN, code, question.get("state"));
    }

    private Response visit(String address) {
        URI uri = URI.create(address);
        Response answer = at(uri.getAuthority()).get(uri.getRawPath() + "?" + uri.getRawQuery());
        keep(uri.getAuthority(), answer);
        return answer;
    }

    static Map<String, String> parameters(String address) {
        Map<String, String> found = new HashMap<>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            found.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return found;
    }
}
