package dev.patchbay.connect;

import dev.patchbay.settings.Secret;

import java.net.URI;

/// What a client needs to reach us.
///
/// @param address without a path: `http://127.0.0.1:5225`
/// @param token the local token that it shows
public record Access(String address, Secret token) {
    /// @param host what we listen on; a client of this computer reaches every address by loopback
    public static Access of(String host, int port, Secret token) {
        return new Access("http://" + reachable(host) + ":" + port, token);
    }

    /// As exceptions from a proxy name it: without brackets.
    public String host() {
        return URI.create(address).getHost().replaceAll("[\\[\\]]", "");
    }

    private static String reachable(String host) {
        String name =
                switch (host) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::", "[::]" -> "::1";
                    default -> host;
                };
        return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    }
}
