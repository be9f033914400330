package dev.patchbay.app.verbs.clients;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.patchbay.connect.Access;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/// Asks at the door, like any client: whether it is a Patchbay, and whether the token opens.
public final class NeighbourAtTheDoor implements Neighbour {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_HEALTH = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean answers(Access access) {
        // The token is shown to nobody who does not look like one of us.
        return isPatchbay(access) && takesToken(access);
    }

    private static boolean isPatchbay(Access access) {
        try {
            HttpURLConnection health = ask(access, "/health");
            try (var body = health.getInputStream()) {
                return JSON.readTree(body.readNBytes(LONGEST_HEALTH))
                        .path("state")
                        .asText()
                        .equals("running");
            } finally {
                health.disconnect();
            }
        } catch (IOException _) {
            return false; // nobody is there, or somebody else
        }
    }

    private static boolean takesToken(Access access) {
        try {
            HttpURLConnection models = ask(access, "/v1/models?limit=1");
            models.setRequestProperty("x-patchbay-token", access.token().reveal());
            try {
                return models.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                models.disconnect();
            }
        } catch (IOException _) {
            return false; // it has just ended
        }
    }

    private static HttpURLConnection ask(Access access, String path) throws IOException {
        var url = URI.create(access.address() + path).toURL();
        var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }
}
