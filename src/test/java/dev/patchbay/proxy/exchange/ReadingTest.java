package dev.patchbay.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.Visitor;
import dev.patchbay.proxy.bodies.RequestEncoding;
import dev.patchbay.proxy.routing.Nature;
import dev.patchbay.tokens.Calibration;
import dev.patchbay.tokens.Estimator;
import dev.patchbay.wire.Headers;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadingTest {
    private static final String THREAD =
            Visitor.STREAMED.replace("{\"stream\"", "{\"thread\":{\"type\":\"create\"},\"stream\"");

    private final List<Loss> told = new ArrayList<>();

    private static Reading of(String body) {
        byte[] bytes = body.getBytes();
        var incoming =
                new Incoming(
                        "req_1",
                        "anthropic",
                        "client",
                        Optional.empty(),
                        Headers.NONE,
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        bytes,
                        RequestEncoding.object(bytes),
                        Optional.empty());
        return Reading.of(incoming, new AnthropicCodec());
    }

    @Test
    void what_is_lost_in_the_reading_is_told_when_it_is_translated() {
        var reading =
                of(Visitor.HELLO.replace("{\"model\"", "{\"service_tier\":\"auto\",\"model\""));

        assertEquals(List.of(), told);
        assertEquals(reading.prompt(), reading.translated(told::add));
        assertEquals(List.of(Loss.slight("service_tier")), told);
    }

    @Test
    void what_cannot_be_read_cannot_be_translated() {
        var reading = of(THREAD);
        var error = assertThrows(ProxyError.class, () -> reading.translated(told::add));

        assertTrue(error.message().contains("thread"), error.message());
        assertEquals("m", reading.prompt().alias());
        assertTrue(reading.prompt().stream());
        assertEquals(List.of(), told);
    }

    @Test
    void what_names_no_model_is_refused_at_once() {
        assertThrows(ProxyError.class, () -> of(Visitor.HELLO.replace("\"m\"", "\"\"")));
    }

    @Test
    void what_cannot_be_read_is_not_taken_for_a_small_side_request() {
        var prompt = of(THREAD).prompt();

        assertFalse(
                Nature.of(prompt, THREAD.length(), new Estimator(new Calibration())).background());
    }
}
