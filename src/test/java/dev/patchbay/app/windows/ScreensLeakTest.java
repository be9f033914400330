package dev.patchbay.app.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Seeds;
import dev.patchbay.app.house.EchoServer;
import dev.patchbay.gui.Fx;
import dev.patchbay.keys.OwnerOnlyFile;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Secret;
import dev.patchbay.wire.Json;

import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A whole Patchbay with keys of every kind and backends that repeat each of them; afterwards the
/// keys are looked for in the texts of every screen.
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "one key comes from a command of a shell")
@Timeout(300)
class ScreensLeakTest {
    private static final List<String> BACKENDS = List.of("kept", "clear", "env", "file", "cmd");
    private static final List<String> FAULTS =
            List.of("401-plain", "500-url", "429-json", "400-base64", "200-error", "200-whole");

    @TempDir Path folder;

    private final Seeds seeds = new Seeds();
    private EchoServer echo;
    private Desktop desktop;
    private int searched;

    @BeforeEach
    void sow() throws Exception {
        echo = new EchoServer();
    }

    @AfterEach
    void close() throws Exception {
        if (desktop != null) {
            desktop.close();
        }
        echo.close();
    }

    private void settle() throws Exception {
        Path ours = Desktop.paths(folder).data();
        OwnerOnly.folder(ours.resolve("tokens"));
        OwnerOnly.write(ours.resolve("tokens/default"), bytes(seeds.sown("local token")));
        new OwnerOnlyFile(ours.resolve("secrets.properties"))
                .put("backend/kept/1", Secret.of(seeds.sown("key that is kept")));
        OwnerOnly.write(folder.resolve("key"), bytes(seeds.sown("key in a file")));
        OwnerOnly.write(folder.resolve("said"), bytes(seeds.sown("key of a command")));
        var settings = Json.object().put("version", 1).put("defaultAlias", "kept/200-whole");
        settings.putObject("keys").put("store", "file");
        settings.putObject("history").put("keepBodies", true);
        settings.putObject("log").put("level", "trace");
        var backends = settings.putArray("backends");
        for (String id : BACKENDS) {
            var backend = backends.addObject().put("id", id).put("baseUrl", echo.url("/" + id));
            backend.put("proxy", "direct");
            backend.putObject("auth").put("style", "bearer").putArray("keys").add(reference(id));
        }
        String password = seeds.sown("password of a proxy", "hushproxy7q2zk3vw9xj2");
        backends.addObject()
                .put("id", "far")
                .put("baseUrl", "http://far.test/v1")
                .put("proxy", "http://me:%s@127.0.0.1:%d".formatted(password, echo.proxyPort()));
        OwnerOnly.write(ours.resolve("settings.json"), Json.bytes(settings));
    }

    private String reference(String id) {
        return switch (id) {
            case "kept" -> "keychain:backend/kept/1";
            case "clear" -> seeds.sown("key in the clear");
            case "env" -> "env:A_KEY";
            case "file" -> "file:" + folder.resolve("key");
            default -> "cmd:cat '" + folder.resolve("said") + "'";
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void ask(String model, String said) throws Exception {
        var body = Json.object().put("model", model).put("max_tokens", 64);
        body.put("stream", model.endsWith("200-error"));
        body.putArray("messages").addObject().put("role", "user").put("content", said);
        var access = desktop.house.door().access().orElseThrow();
        try (var client = HttpClient.newHttpClient()) {
            var _ =
                    client.send(
                            HttpRequest.newBuilder(URI.create(access.address() + "/v1/messages"))
                                    .header("content-type", "application/json")
                                    .header("x-api-key", access.token().reveal())
                                    .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                                    .build(),
                            BodyHandlers.ofString());
        }
    }

    // ------------------------------------------------------------------ the search

    private void search(String where) {
        List<String> texts = Fx.run(Seen::now);
        assertTrue(texts.size() > 10, where + " shows only " + texts);
        for (String text : texts) {
            assertEquals(List.of(), seeds.in(text), () -> where + " shows " + text);
        }
        searched++;
    }

    private static TableView<?> table() {
        return Desktop.at(Desktop.MONITOR, "table", TableView.class);
    }

    private void searchRequests(int asked) {
        Desktop.lead(Desktop.MONITOR, "rail-requests");
        Fx.await("all requests", () -> table().getItems().size() >= asked);
        search("Requests");
        for (int i = 0; i < asked; i++) {
            int row = i;
            Fx.run(
                    () -> {
                        Desktop.stage(Desktop.MONITOR).orElseThrow().requestFocus();
                        table().requestFocus();
                        table().getSelectionModel().select(row);
                        table().scrollTo(row);
                    });
            if (i == 0) {
                Desktop.type(KeyCode.ENTER);
                Fx.await("an open request", () -> Desktop.is(Desktop.MONITOR, "tabs"));
            }
            for (int tab = 0; tab < 4; tab++) {
                int next = tab;
                Fx.run(
                        () ->
                                Desktop.at(Desktop.MONITOR, "tabs", TabPane.class)
                                        .getSelectionModel()
                                        .select(next));
                search("request " + i + ", tab " + tab);
            }
        }
        for (String side :
                List.of("clientRequest", "upstreamRequest", "upstreamAnswer", "clientAnswer")) {
            Fx.run(
                    () -> {
                        Desktop.at(Desktop.MONITOR, "tabs", TabPane.class)
                                .getSelectionModel()
                                .select(1);
                        Desktop.at(Desktop.MONITOR, side, ToggleButton.class).fire();
                    });
            search(side);
        }
        copied("curl");
    }

    /// What is copied of an open request.
    private void copied(String form) {
        Fx.run(
                () -> {
                    Clipboard.getSystemClipboard().clear();
                    Desktop.at(Desktop.MONITOR, "copy", MenuButton.class).getItems().stream()
                            .filter(item -> item.getText().contains(form))
                            .forEach(item -> item.fire());
                });
        Fx.await("it is copied", () -> Clipboard.getSystemClipboard().hasString());
        String held = Fx.run(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(held.contains(form), held);
        assertEquals(List.of(), seeds.in(held), held);
    }

    private void searchLogs() {
        Desktop.lead(Desktop.MONITOR, "rail-logs");
        Fx.run(
                () ->
                        Desktop.all(Desktop.MONITOR, ".choice-box").stream()
                                .map(ChoiceBox.class::cast)
                                .forEach(box -> box.getSelectionModel().selectFirst()));
        Fx.await(
                "the log",
                () ->
                        Desktop.all(Desktop.MONITOR, ".list-view").stream()
                                .map(ListView.class::cast)
                                .anyMatch(list -> list.getItems().size() > BACKENDS.size()));
        search("Logs");
    }

    private void searchSettings() {
        desktop.windows.showSettings();
        Desktop.await(Desktop.SETTINGS);
        for (String section :
                List.of(
                        "general",
                        "models",
                        "clients",
                        "rewrites",
                        "budgets",
                        "privacy",
                        "about")) {
            Desktop.lead(Desktop.SETTINGS, "settings-" + section);
            search(section);
        }
        Desktop.lead(Desktop.SETTINGS, "settings-backends");
        for (int i = 0; i <= BACKENDS.size(); i++) {
            int row = i;
            Fx.run(
                    () ->
                            Desktop.at(Desktop.SETTINGS, "list", ListView.class)
                                    .getSelectionModel()
                                    .select(row));
            search("backend " + i);
            Fx.run(() -> Desktop.at(Desktop.SETTINGS, "test", Button.class).fire());
            Fx.await("ticks", () -> Desktop.all(Desktop.SETTINGS, ".tick").size() == 5);
            search("test of backend " + i);
        }
    }

    @Test
    void no_screen_shows_a_secret() throws Exception {
        String inEnvironment = seeds.sown("key of the environment");
        settle();
        desktop = new Desktop(folder, Map.of("A_KEY", inEnvironment));
        desktop.house.switchboard().start();
        int asked = 0;
        for (String backend : BACKENDS) {
            for (String fault : FAULTS) {
                ask(backend + "/" + fault, "This is number " + asked++);
            }
        }
        for (String secret : seeds.values().values()) {
            ask("kept/200-whole", "What is " + secret + "?");
            asked++;
        }
        ask("far/200-whole", "Who is there?");
        asked++;

        desktop.windows.show();
        Desktop.await(Desktop.MONITOR);
        search("Overview");
        searchRequests(asked);
        searchLogs();
        searchSettings();
        assertTrue(searched > 4 * asked, "only " + searched + " looks");
    }

    @Test
    void the_first_run_shows_dots_for_a_pasted_key() throws Exception {
        desktop = new Desktop(folder, Map.of());
        desktop.house.switchboard().start();
        seeds.sown("local token", desktop.house.door().token());
        String key = seeds.sown("pasted key");
        desktop.windows.show();
        Desktop.await(Desktop.WELCOME);
        Fx.run(
                () -> {
                    PasswordField field =
                            Desktop.at(Desktop.WELCOME, "pasted", PasswordField.class);
                    field.setText(key);
                });
        search("the pasted key");
        Desktop.press(Desktop.WELCOME, "next", "Continue");
        Fx.await("what would change", () -> shows("ANTHROPIC_AUTH_TOKEN"));
        search("what would change");
        for (String way : List.of("Anthropic clients", "OpenAI clients")) {
            Fx.run(
                    () ->
                            Desktop.all(Desktop.WELCOME, ".toggle-button").stream()
                                    .map(ToggleButton.class::cast)
                                    .filter(it -> it.getText().equals(way))
                                    .forEach(ToggleButton::fire));
            search(way);
        }
        assertFalse(seeds.in(key).isEmpty(), "nothing would have been found");
    }

    private static boolean shows(String words) {
        return Seen.now().stream().anyMatch(text -> text.contains(words));
    }

    /// A search that finds nothing may not look.
    @Test
    void what_a_screen_shows_is_found() throws Exception {
        String shown = seeds.sown("shown");
        settle();
        desktop = new Desktop(folder, Map.of("A_KEY", shown));
        desktop.windows.show();
        Desktop.await(Desktop.MONITOR);
        Fx.run(() -> Desktop.at(Desktop.MONITOR, "brand", Label.class).setText("It is " + shown));

        assertTrue(Fx.run(Seen::now).stream().anyMatch(text -> !seeds.in(text).isEmpty()));
    }
}
