package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.AsWritten;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Timeouts;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Backends behind a proxy are reached through it, and what goes wrong at the proxy is told as the
/// proxy's.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ThroughProxyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String FAR = "https://backend.example.com/v1";

    @RegisterExtension static final IoThread IO = new IoThread();

    private static HttpBackend backend(String url, String proxy) {
        return backend(url, proxy, Map.of());
    }

    private static HttpBackend backend(String url, String proxy, Map<String, String> variables) {
        return backend(BackendSettings.of("up", BackendKind.OPENAI, url), proxy, variables);
    }

    private static HttpBackend backend(
            BackendSettings settings, String proxy, Map<String, String> variables) {
        return new HttpBackend(
                settings.withPart("proxy", TextNode.valueOf(proxy)),
                Signer.NONE,
                new Network(TlsPeer.trusting(), SystemProxy.of(variables)));
    }

    private static RecordedAnswer asked(HttpBackend backend) {
        var answer = new RecordedAnswer();
        backend.open(IO.get(), Outgoing.get("/models"), answer);
        return answer;
    }

    private static ProxyError failure(String url, String proxy) throws Exception {
        try (var backend = backend(url, proxy)) {
            return asked(backend).failure();
        }
    }

    private static TlsServer answering(int requests) throws IOException {
        return new TlsServer(
                "TLSv1.3",
                guest -> {
                    for (int i = 0; i < requests; i++) {
                        guest.request();
                        guest.say(OK);
                    }
                    guest.partsInForm();
                });
    }

    @Test
    void a_backend_is_asked_through_a_tunnel_that_is_kept() throws Exception {
        try (var server = answering(2);
                var proxy = ConnectProxy.to(server.port());
                var backend = backend(FAR, proxy.url())) {
            for (int i = 0; i < 2; i++) {
                RecordedAnswer answer = asked(backend);
                answer.await("end");
                assertEquals("ok", answer.body());
            }

            assertEquals(
                    List.of(
                            "CONNECT backend.example.com:443 HTTP/1.1\r\n"
                                    + "Host: backend.example.com:443\r\n\r\n"),
                    proxy.asked());
        }
    }

    @Test
    void a_plain_backend_is_asked_through_a_tunnel_too() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var proxy = ConnectProxy.to(server.getLocalPort());
                var backend = backend("http://[2001:db8::1]:8000/v1", proxy.url())) {
            RecordedAnswer answer = asked(backend);
            try (Socket socket = server.accept()) {
                String head = request(socket);
                socket.getOutputStream().write(OK.getBytes(StandardCharsets.ISO_8859_1));
                answer.await("end");

                assertTrue(
                        head.startsWith("GET /v1/models HTTP/1.1\r\nHost: [2001:db8::1]:8000\r\n"),
                        head);
                assertTrue(
                        proxy.asked().getFirst().startsWith("CONNECT [2001:db8::1]:8000 HTTP/1.1"),
                        proxy.asked().getFirst());
            }
        }
    }

    @Test
    void an_ipv6_address_of_this_computer_is_reached_without_the_proxy() throws Exception {
        try (var server = onIpv6();
                var backend =
                        backend(
                                "http://[::1]:%d/v1".formatted(server.getLocalPort()),
                                "http://nowhere.example.com:1")) {
            RecordedAnswer answer = asked(backend);
            try (Socket socket = server.accept()) {
                String head = request(socket);
                socket.getOutputStream().write(OK.getBytes(StandardCharsets.ISO_8859_1));
                answer.await("end");

                String host = "\r\nHost: [::1]:%d\r\n".formatted(server.getLocalPort());
                assertTrue(head.contains(host), head);
            }
        }
    }

    private static ServerSocket onIpv6() throws IOException {
        try {
            return new ServerSocket(0, 5, InetAddress.ofLiteral("::1"));
        } catch (IOException e) {
            return abort("this computer has no IPv6");
        }
    }

    private static String request(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }

    @Test
    void the_proxy_is_shown_the_login_in_its_address_and_the_backend_is_not() throws Exception {
        try (var server =
                        new TlsServer(
                                "TLSv1.3",
                                guest -> {
                                    String request = guest.request();
                                    guest.say(request.contains("roxy") ? "" : OK);
                                    guest.partsInForm();
                                });
                var proxy = ConnectProxy.to(server.port());
                var backend =
                        backend(FAR, proxy.url().replace("http://", "http://ann:open%20sesame@"))) {
            asked(backend).await("end");

            // printf 'ann:open sesame' | base64
            assertTrue(
                    proxy.asked()
                            .getFirst()
                            .contains("\r\nProxy-Authorization: Basic YW5uOm9wZW4gc2VzYW1l\r\n"),
                    proxy.asked().getFirst());
        }
    }

    @Test
    void the_systems_proxy_is_used_unless_the_backend_is_to_be_reached_directly() throws Exception {
        try (var server = answering(1);
                var proxy = ConnectProxy.to(server.port())) {
            var variables = Map.of("HTTPS_PROXY", proxy.url());
            try (var backend = backend(FAR, "system", variables)) {
                asked(backend).await("end");
            }
            String near = "https://127.0.0.1:" + server.port() + "/v1";
            try (var second = answering(1);
                    var local =
                            backend(
                                    near.replace(
                                            String.valueOf(server.port()),
                                            String.valueOf(second.port())),
                                    proxy.url(),
                                    variables)) {
                asked(local).await("end");
            }

            assertEquals(1, proxy.asked().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void the_proxys_answer_may_come_in_pieces(int piece) throws Exception {
        String answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200 Fine\r\nVia: someone\r\n\r\n";
        try (var server = answering(1);
                var proxy =
                        new ConnectProxy(
                                client -> {
                                    client.setTcpNoDelay(true);
                                    for (int at = 0; at < answer.length(); at += piece) {
                                        int to = Math.min(at + piece, answer.length());
                                        client.getOutputStream()
                                                .write(
                                                        answer.substring(at, to)
                                                                .getBytes(
                                                                        StandardCharsets
                                                                                .ISO_8859_1));
                                        client.getOutputStream().flush();
                                    }
                                    ConnectProxy.lead(client, server.port());
                                });
                var backend = backend(FAR, proxy.url())) {
            asked(backend).await("end");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    407 | up: the proxy %s asks for a user and a password (407). Write them into this backend's proxy setting: http://USER:PASSWORD@HOST:PORT. | false
                    403 | up: the proxy %s does not let us through to backend.example.com:443 (403). Ask those who run it, or set this backend's proxy to "direct". | false
                    502 | up: the proxy %s cannot reach backend.example.com:443 (502). |
                    503 | up: the proxy %s cannot reach backend.example.com:443 (503). |
                    404 | up: the proxy %s opened no way to backend.example.com:443 (404). Check this backend's proxy setting. |
                    302 | up: the proxy %s opened no way to backend.example.com:443 (302). Check this backend's proxy setting. |
                    """)
    void a_proxy_that_says_no_is_told_with_what_to_do(int status, String words, Boolean again)
            throws Exception {
        String answer = "HTTP/1.1 " + status + " No\r\nContent-Length: 4\r\n\r\nSee!";
        try (var proxy = ConnectProxy.saying(answer)) {
            ProxyError error = failure(FAR, proxy.url());

            assertEquals(words.formatted(proxy.authority()), error.message());
            assertEquals(ProxyError.Kind.UNREACHABLE, error.kind());
            assertEquals(again, error.shouldRetry().orElse(null));
            assertEquals(1, proxy.asked().size());
        }
    }

    @Test
    void a_login_that_the_proxy_does_not_accept_is_not_shown() throws Exception {
        try (var proxy = ConnectProxy.saying("HTTP/1.1 407 No\r\n\r\n")) {
            ProxyError error = failure(FAR, proxy.url().replace("http://", "http://ann:sesame@"));

            assertEquals(
                    "up: the proxy %s did not accept its user and password (407). Check this backend's proxy setting."
                            .formatted(proxy.authority()),
                    error.message());
            assertFalse(error.toString().contains("sesame"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nand more than was asked for",
            })
    void what_is_no_proxy_is_told_as_such(String answer) throws Exception {
        try (var proxy = ConnectProxy.saying(answer)) {
            assertEquals(
                    "up: the proxy %s does not answer like an HTTP proxy. Check this backend's proxy setting."
                            .formatted(proxy.authority()),
                    failure(FAR, proxy.url()).message());
        }
    }

    @Test
    void a_proxy_that_breaks_the_connection_is_tried_once_more() throws Exception {
        try (var proxy = ConnectProxy.saying("HTTP/1.1 2");
                var backend = backend(FAR, proxy.url())) {
            RecordedAnswer answer = asked(backend);

            assertEquals(
                    "up: the proxy %s broke the connection before it opened a way to backend.example.com:443."
                            .formatted(proxy.authority()),
                    answer.failure().message());
            assertEquals(List.of("retried", "failed UNREACHABLE"), answer.told());
        }
    }

    @Test
    void a_silent_proxy_is_timed_out() throws Exception {
        var impatient =
                BackendSettings.of("up", BackendKind.OPENAI, FAR)
                        .withTimeouts(
                                new Timeouts(1, OptionalInt.empty(), 9, 9, AsWritten.NOTHING));
        try (var proxy = new ConnectProxy(client -> client.getInputStream().read());
                var backend = backend(impatient, proxy.url(), Map.of())) {
            ProxyError error = asked(backend).failure();

            assertEquals(ProxyError.Kind.TIMED_OUT, error.kind());
            assertEquals(
                    "up: the proxy %s opened no way to backend.example.com:443 within 1 seconds. Check this backend's proxy setting."
                            .formatted(proxy.authority()),
                    error.message());
        }
    }

    @Test
    void a_proxy_that_does_not_run_is_told_with_who_named_it() throws Exception {
        String nobody;
        try (var proxy = ConnectProxy.saying("")) {
            nobody = proxy.url();
        }
        try (var backend = backend(FAR, "system", Map.of("all_proxy", nobody))) {
            assertEquals(
                    "up: the proxy %s refused the connection. Check that it runs, and all_proxy."
                            .formatted(nobody.substring("http://".length())),
                    asked(backend).failure().message());
        }
    }

    @Test
    void a_socks_proxy_of_the_system_stops_the_request_with_a_sentence() throws Exception {
        try (var backend = backend(FAR, "system", Map.of("ALL_PROXY", "socks5://127.0.0.1:1"))) {
            ProxyError error = asked(backend).failure();

            assertEquals(
                    "up: ALL_PROXY names a SOCKS proxy, which Patchbay cannot use; name an HTTP"
                            + " proxy, such as http://proxy.example.com:8080.",
                    error.message());
            assertEquals(false, error.shouldRetry().orElse(null));
        }
    }

    @Test
    void a_backend_behind_a_proxy_must_still_show_that_it_is_the_one() throws Exception {
        try (var server =
                        new TlsServer(
                                "TLSv1.3",
                                guest -> {
                                    try {
                                        guest.request();
                                    } catch (javax.net.ssl.SSLException e) {
                                        return;
                                    }
                                    throw new AssertionError("it was asked");
                                });
                var proxy = ConnectProxy.to(server.port())) {
            ProxyError error = failure("https://other.example.com/v1", proxy.url());

            assertTrue(error.message().contains("certificate"), error.message());
        }
    }
}
