package dev.patchbay.app.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.connect.Access;
import dev.patchbay.gui.Fx;
import dev.patchbay.proxy.Switchboard.State;
import dev.patchbay.wire.Json;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person does with Patchbay on the first day, through its real windows.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class WholeWayTest {
    private static final String ANSWER = "Paper boats float.";

    @TempDir Path folder;

    private final MockWebServer service = new MockWebServer();
    private Desktop desktop;

    @BeforeEach
    void moveIn() throws Exception {
        service.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return answer(request);
                    }
                });
        service.start();
        desktop = new Desktop(folder, Map.of());
        desktop.house.switchboard().start();
    }

    @AfterEach
    void moveOut() {
        desktop.close();
        service.close();
    }

    @Test
    void start_add_a_backend_test_it_connect_a_client_see_a_request_filter_replay_stop()
            throws Exception {
        start();
        connectAClient();
        addABackend();
        testIt();
        Desktop.lead(Desktop.MONITOR, "rail-requests");
        keepBodies();
        seeRequests();
        filter();
        replay();
        stop();
    }

    private void start() {
        desktop.windows.show();
        Desktop.await(Desktop.WELCOME);
        Desktop.press(Desktop.WELCOME, "next", "Continue");
    }

    private void connectAClient() throws Exception {
        Desktop.press(Desktop.WELCOME, "next", "Connect");
        Desktop.press(Desktop.WELCOME, "next", "Continue");
        String claude = Files.readString(desktop.person().resolve(".claude/settings.json"));
        assertTrue(claude.contains(access().address()), claude);
        Desktop.press(Desktop.WELCOME, "skip", "");
        Desktop.await(Desktop.MONITOR);
        assertEquals(Set.of(Desktop.MONITOR), Desktop.titles());
    }

    private Access access() {
        return desktop.house.door().access().orElseThrow();
    }

    private void addABackend() {
        desktop.windows.showSettings();
        Desktop.await(Desktop.SETTINGS);
        Desktop.lead(Desktop.SETTINGS, "settings-backends");
        Desktop.press(Desktop.SETTINGS, "add", "");
        Fx.await("the services", () -> !Desktop.all(Desktop.SETTINGS, ".preset").isEmpty());
        Fx.run(
                () ->
                        Desktop.all(Desktop.SETTINGS, ".preset").stream()
                                .map(Button.class::cast)
                                .filter(it -> it.getText().equals("vLLM"))
                                .forEach(Button::fire));
        Fx.run(
                () ->
                        Desktop.at(Desktop.SETTINGS, "url", TextField.class)
                                .setText(service.url("/v1").toString()));
    }

    private void testIt() {
        Desktop.press(Desktop.SETTINGS, "test", "Save and test");
        Fx.await("five ticks", () -> Desktop.all(Desktop.SETTINGS, ".tick").size() == 5);
        Set<String> well =
                Fx.run(
                        () ->
                                Desktop.all(Desktop.SETTINGS, ".tick-yes").stream()
                                        .map(tick -> tick.getAccessibleText().split(" ", 2)[0])
                                        .collect(Collectors.toSet()));
        assertTrue(well.containsAll(Set.of("Reach", "Models", "Streaming")), well.toString());
        assertTrue(desktop.house.settings().stored().backend("vllm").isPresent());
        Fx.run(() -> Desktop.stage(Desktop.SETTINGS).orElseThrow().hide());
    }

    /// By the offer that stands where the bodies of a request would be.
    private void keepBodies() throws Exception {
        ask("vllm/paper-1", "What did nobody keep?");
        Fx.await("a request", () -> rows() == 1);
        look(1);
        Fx.await("the offer", () -> offer() != null);
        Fx.run(() -> ((Button) offer()).fire());
        Fx.await(
                "bodies are kept", () -> desktop.house.settings().current().history().keepBodies());
        Desktop.press(Desktop.MONITOR, "close", "");
    }

    private Node offer() {
        return Desktop.all(Desktop.MONITOR, ".button").stream()
                .filter(it -> ((Button) it).getText().equals("Keep bodies from now on"))
                .findFirst()
                .orElse(null);
    }

    private void seeRequests() throws Exception {
        ask("demo/demo", "Hello?");
        ask("vllm/paper-1", "What floats?");
        Fx.await("three requests", () -> rows() == 3);
    }

    private static TableView<?> table() {
        return Desktop.at(Desktop.MONITOR, "table", TableView.class);
    }

    private static int rows() {
        return table().getItems().size();
    }

    /// Opens the newest request, at this tab.
    private static void look(int tab) {
        Fx.run(
                () -> {
                    Desktop.stage(Desktop.MONITOR).orElseThrow().requestFocus();
                    table().requestFocus();
                    table().getSelectionModel().select(0);
                });
        Desktop.type(KeyCode.ENTER);
        Fx.await("an open request", () -> Desktop.is(Desktop.MONITOR, "tabs"));
        Fx.run(
                () ->
                        Desktop.at(Desktop.MONITOR, "tabs", TabPane.class)
                                .getSelectionModel()
                                .select(tab));
    }

    private void filter() {
        typeInFilter("backend:demo");
        Fx.await("those of the demo", () -> rows() == 1);
        typeInFilter("backend:vllm");
        Fx.await("those of the other", () -> rows() == 2);
    }

    private static void typeInFilter(String words) {
        Fx.run(() -> Desktop.at(Desktop.MONITOR, "typed", TextField.class).setText(words));
    }

    private void replay() {
        look(3);
        Fx.await("where it is sent again", () -> Desktop.is(Desktop.MONITOR, "target"));
        Fx.run(
                () ->
                        Desktop.at(Desktop.MONITOR, "target", ComboBox.class)
                                .getEditor()
                                .setText("demo/demo"));
        Desktop.press(Desktop.MONITOR, "send", "");
        Fx.await("both answers", () -> !text("thenText").isEmpty() && !text("nowText").isEmpty());
        assertEquals(ANSWER, Fx.run(() -> text("thenText")));
    }

    private static String text(String id) {
        return Desktop.at(Desktop.MONITOR, id, TextArea.class).getText();
    }

    private void stop() {
        Desktop.lead(Desktop.MONITOR, "rail-overview");
        Desktop.press(Desktop.MONITOR, "turn", "Stop");
        Fx.await("it stops", () -> desktop.house.switchboard().state() instanceof State.Stopped);
    }

    // ------------------------------------------------------------------ who asks and who answers

    private void ask(String model, String said) throws Exception {
        var body = Json.object().put("model", model).put("max_tokens", 64);
        body.putArray("messages").addObject().put("role", "user").put("content", said);
        var request =
                HttpRequest.newBuilder(URI.create(access().address() + "/v1/messages"))
                        .header("content-type", "application/json")
                        .header("x-api-key", access().token().reveal())
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
        }
    }

    private static MockResponse answer(RecordedRequest request) {
        if (request.getTarget().endsWith("/models")) {
            return told("application/json", "{'object':'list','data':[{'id':'paper-1'}]}");
        }
        return request.getBody().utf8().contains("\"stream\":true")
                ? told(
                        "text/event-stream",
                        """
                        data: {'id':'1','object':'chat.completion.chunk','choices':[{'index':0,'delta':{'role':'assistant','content':'%s'}}]}

                        data: {'id':'1','object':'chat.completion.chunk','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}

                        data: [DONE]

                        """
                                .formatted(ANSWER))
                : told(
                        "application/json",
                        """
                        {'id':'1','object':'chat.completion','choices':[{'index':0,'message':{'role':'assistant','content':'%s'},'finish_reason':'stop'}],
                         'usage':{'prompt_tokens':9,'completion_tokens':5,'total_tokens':14}}
                        """
                                .formatted(ANSWER));
    }

    private static MockResponse told(String type, String body) {
        return new MockResponse.Builder()
                .setHeader("content-type", type)
                .body(body.replace('\'', '"'))
                .build();
    }
}
