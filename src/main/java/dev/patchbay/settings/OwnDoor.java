package dev.patchbay.settings;

import java.net.URI;

/// Finds backends that are Patchbay's own door, as far as their addresses tell. A request that
/// comes back by another way is refused by the door itself.
final class OwnDoor {
    private final Section in;
    private final Settings settings;

    OwnDoor(Section in, Settings settings) {
        this.in = in;
        this.settings = settings;
    }

    void check() {
        for (int i = 0; i < settings.backends().size(); i++) {
            String url = settings.backends().get(i).baseUrl();
            if (!url.isEmpty() && leadsBack(URI.create(url))) {
                in.unused(
                        in.place("backends", i) + ".baseUrl",
                        "The backend '%s' leads back to Patchbay's own address, where its requests are refused; give it the address of the service itself."
                                .formatted(settings.backends().get(i).id()));
            }
        }
    }

    private boolean leadsBack(URI url) {
        int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        int port = url.getPort() > 0 ? url.getPort() : usual;
        String host = String.valueOf(url.getHost());
        boolean ours = Loopback.is(host) || host.equalsIgnoreCase(settings.server().host());
        return ours && port == settings.server().port();
    }
}
