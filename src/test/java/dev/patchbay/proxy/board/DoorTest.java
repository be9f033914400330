package dev.patchbay.proxy.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.backend.OwnSockets;
import dev.patchbay.settings.ServerSettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class DoorTest {
    @ParameterizedTest(name = "over {0}, with requireToken {1}: {2}")
    @CsvSource({
        "127.0.0.1, true, true",
        "::1, true, true",
        "192.0.2.7, true, true",
        "127.0.0.1, false, false",
        "127.3.2.1, false, false",
        "::1, false, false",
        "::ffff:127.0.0.1, false, false",
        "192.0.2.7, false, true",
        "2001:db8::7, false, true",
        "0.0.0.0, false, true",
    })
    void tokens_can_be_left_out_over_loopback_alone(
            String local, boolean required, boolean needed) {
        var settings = ServerSettings.DEFAULT.withRequireToken(required);
        var door = new Door(settings, _ -> Optional.empty(), new OwnSockets());

        assertEquals(needed, door.needsToken(InetAddress.ofLiteral(local)));
    }
}
