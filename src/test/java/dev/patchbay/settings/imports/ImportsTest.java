package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which file is whose, and what happens to the settings that are here already.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportsTest {
    private static final String BRIDGE = Desk.sample("bridge.env");

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "router.json, CLAUDE_CODE_ROUTER",
        "switch.json, CC_SWITCH",
        "switch-first.json, CC_SWITCH",
        "switch.sql, CC_SWITCH",
        "bridge.env, DOT_ENV",
        "chutes.env, DOT_ENV",
        "relay.env, DOT_ENV",
        "oci.json, OCI_GATEWAY",
        "ob1.json, OB1"
    })
    void every_sample_is_known_and_can_be_taken(String name, Origin origin) throws Exception {
        try (var desk = new Desk(folder)) {
            assertEquals(origin, desk.read("\uFEFF\r\n" + Desk.sample(name)).origin());

            assertFalse(desk.take(Desk.sample(name)).backends().isEmpty());
            assertFalse(Files.readString(desk.file).contains("hush"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "router.json",
                "switch.json",
                "switch.sql",
                "bridge.env",
                "chutes.env",
                "relay.env",
                "oci.json",
                "ob1.json"
            })
    void what_was_taken_is_here_already_the_second_time(String name) throws Exception {
        try (var desk = new Desk(folder)) {
            Settings once = desk.take(Desk.sample(name));
            Map<String, Secret> secrets = Map.copyOf(desk.secrets);

            assertTrue(
                    desk.imports.preview(desk.read(Desk.sample(name)), Rule.REPLACE).stream()
                            .allMatch(change -> change.what() == Change.What.SAME));
            assertEquals(once, desk.take(Desk.sample(name), Rule.REPLACE));
            assertEquals(secrets, desk.secrets);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Dear reader",
                "DATABASE_URL=x\nPORT=8080",
                "[DEFAULT]\nuser=ocid1.user",
                "{}",
                "[]",
                "{\"a\":",
                "{\"Providers\":[],\"Router\":{},\"oauth\":{\"access_token\":\"hush\"}}",
                "{\"version\":1,\"backends\":[]}"
            })
    void a_file_of_nobodys_or_of_several_is_told_what_is_understood(String file) throws Exception {
        try (var desk = new Desk(folder)) {
            var e = assertThrows(NotUnderstood.class, () -> desk.read(file));

            for (Origin origin : Origin.values()) {
                assertTrue(e.message().contains(origin.title()), e.message());
            }
            assertFalse(e.message().contains("hush"), e.message());
        }
    }

    @Test
    void a_first_import_takes_the_demos_place() throws Exception {
        try (var desk = new Desk(folder)) {
            Settings settings = desk.take(BRIDGE);

            assertTrue(settings.backend("demo").isEmpty());
            assertEquals(Optional.empty(), settings.defaultAlias());
        }
    }

    @Test
    void the_demo_stays_where_names_lead_to_it() throws Exception {
        try (var desk = Desk.with(folder, "{'version':1,'tiers':{'opus':'demo/demo'}}")) {
            Settings settings = desk.take(BRIDGE);

            assertTrue(settings.backend("demo").isPresent());
            assertEquals(Optional.of("demo/demo"), settings.tiers().opus());
        }
    }

    @Test
    void what_somebody_wrote_stays_and_is_named() throws Exception {
        String own =
                "{'version':1,'server':{'port':5},'log':{'level':'warn'},'backends':[{'id':'mine',"
                        + "'preset':'openrouter','auth':{'keys':['env:MINE']}}],"
                        + "'tiers':{'opus':'mine/m'}}";
        try (var desk = Desk.with(folder, own)) {
            assertEquals(
                    List.of("backend mine", "tier opus", "server.port"),
                    desk.changes(BRIDGE, Change.What.STAYS, Rule.KEEP));
            assertEquals(
                    List.of("server.host", "log.level"),
                    desk.changes(BRIDGE, Change.What.SAME, Rule.KEEP));

            Settings settings = desk.take(BRIDGE);
            assertEquals(5, settings.server().port());
            assertEquals(Optional.of("mine/m"), settings.tiers().opus());
            assertEquals(Optional.of("mine/qwen/qwen3-coder"), settings.tiers().sonnet());
            assertEquals(
                    List.of(new SecretRef.Env("MINE")),
                    settings.backend("mine").orElseThrow().auth().keys());
            assertEquals(Map.of(), desk.secrets);
        }
    }

    @Test
    void it_gives_way_and_is_named_when_that_is_said() throws Exception {
        String own = "{'version':1,'server':{'port':5},'backends':[{'id':'demo','kind':'demo'}]}";
        try (var desk = Desk.with(folder, own)) {
            assertEquals(
                    List.of("server.port"),
                    desk.changes(BRIDGE, Change.What.REPLACES, Rule.REPLACE));
            assertEquals(8082, desk.take(BRIDGE, Rule.REPLACE).server().port());
        }
    }

    @Test
    void another_service_with_the_same_id_keeps_it_and_no_name_of_the_file_leads_there()
            throws Exception {
        String own =
                "{'version':1,'backends':[{'id':'openrouter','baseUrl':'https://a.example.com/v1'}]}";
        try (var desk = Desk.with(folder, own)) {
            Settings settings = desk.take(BRIDGE, Rule.REPLACE);

            assertEquals(
                    List.of("openrouter", "openrouter-2"),
                    settings.backends().stream().map(BackendSettings::id).toList());
            assertEquals(Optional.of("openrouter-2/qwen/qwen3-coder"), settings.tiers().opus());
        }
    }

    @Test
    void a_secret_of_another_value_is_never_overwritten() throws Exception {
        try (var desk = new Desk(folder)) {
            desk.secrets.put("keychain:backend/openrouter/1", Secret.of("older"));
            Settings settings = desk.take(BRIDGE, Rule.REPLACE);

            assertEquals(Secret.of("older"), desk.secrets.get("keychain:backend/openrouter/1"));
            assertEquals(
                    List.of(new SecretRef.Keychain("backend/openrouter/2")),
                    settings.backends().getFirst().auth().keys());
        }
    }

    @Test
    void settings_that_may_not_be_changed_refuse_and_no_secret_stays_behind() throws Exception {
        try (var desk = Desk.with(folder, "{'version':99}")) {
            Found found = desk.read(BRIDGE);

            assertThrows(SettingsRefused.class, () -> desk.imports.preview(found, Rule.KEEP));
            assertThrows(SettingsRefused.class, () -> desk.imports.take(found, Rule.KEEP));
            assertEquals(Map.of(), desk.secrets);
        }
    }

    @Test
    void looking_changes_nothing() throws Exception {
        try (var desk = new Desk(folder)) {
            desk.imports.preview(desk.read(BRIDGE), Rule.REPLACE);

            assertFalse(Files.exists(desk.file));
            assertEquals(Map.of(), desk.secrets);
        }
    }

    @Test
    void a_secret_in_an_address_does_not_come() throws Exception {
        try (var desk = new Desk(folder)) {
            String file =
                    "OPENAI_API_KEY=x\nBASE_URL=https://a.example.com/v1?key=hush&api-version=1";
            Found found = desk.read(file);

            assertEquals(List.of("backend openai-compatible"), Desk.left(found));
            assertEquals(
                    Map.of("api-version", "1"), found.settings().backends().getFirst().query());
            assertFalse(found.remarks().toString().contains("hush"));
        }
    }

    @Test
    void names_of_a_file_cannot_command_a_terminal() throws Exception {
        try (var desk = new Desk(folder)) {
            Found found = desk.read("{'oauth':{'access_token':'x'},'\\u001b[2J':1}");

            assertEquals(List.of("?[2J"), Desk.left(found));
        }
    }
}
