package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Target;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsWritingTest {
    @SuppressWarnings("unused") // named by @FieldSource
    private static final List<String> EXAMPLES = Given.EXAMPLES;

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void settings_without_a_change_are_written_as_they_were_read(String name) {
        byte[] content = Given.example(name);

        assertEquals(Given.tree(content), written(Given.reading(content).settings()));
    }

    @Test
    void a_change_writes_only_what_changed() {
        var expected = (ObjectNode) Given.tree(Given.example("example.json"));
        ((ObjectNode) expected.get("server")).put("port", 8080);

        Settings changed = Given.reading(Given.example("example.json")).settings().withPort(8080);

        assertEquals(expected, written(changed));
    }

    @Test
    void decimals_keep_their_zeros() {
        byte[] content =
                Reading.content(
                        Given.reading(Given.example("example.json")).settings().withPort(1));

        String text = new String(content, StandardCharsets.UTF_8);
        assertTrue(text.contains("\"usd\": 5.00"), text);
    }

    @Test
    void unknown_keys_live_on_at_every_level_beside_what_changed() {
        Settings settings =
                Given.settings(
                        """
                        {'version':1,'x':1,'server':{'x':2,'tokens':[{'name':'t','token':'env:T','x':3}]},
                         'backends':[{'id':'a','preset':'groq','x':4,'auth':{'x':5},'timeouts':{'x':6},
                           'quirks':{'x':7},'models':[{'id':'m','x':8}]}],
                         'aliases':[{'name':'n','x':9,'targets':[{'backend':'a','model':'m','x':10}],
                           'cases':[{'x':11,'when':{'images':true,'x':12},'targets':[{'backend':'a','model':'m'}]}]}],
                         'tiers':{'x':13},'log':{'x':14}}
                        """);
        BackendSettings backend = settings.backends().getFirst();
        Alias alias = settings.aliases().getFirst();

        JsonNode written =
                written(
                        settings.withServer(
                                        settings.server()
                                                .withPort(1)
                                                .withTokens(
                                                        List.of(
                                                                settings.server()
                                                                        .tokens()
                                                                        .getFirst()
                                                                        .withProfile(
                                                                                Optional.of("p")))))
                                .withBackend(
                                        backend.withName("B")
                                                .withAuth(
                                                        backend.auth()
                                                                .withStyle(new AuthStyle.Both())))
                                .withAliases(
                                        List.of(
                                                alias.withTargets(
                                                        List.of(
                                                                Target.of("a", "new"),
                                                                limited(
                                                                        alias.targets()
                                                                                .getFirst())))))
                                .withTiers(settings.tiers().with("opus", Optional.of("n")))
                                .withLog(settings.log().withLevel("warn")));

        assertEquals(
                Given.tree(
                        """
                        {'version':1,'x':1,
                         'server':{'x':2,'tokens':[{'name':'t','token':'env:T','x':3,'profile':'p'}],'port':1},
                         'backends':[{'id':'a','preset':'groq','x':4,'auth':{'x':5,'style':'both'},'timeouts':{'x':6},
                           'quirks':{'x':7},'models':[{'id':'m','x':8}],'name':'B'}],
                         'aliases':[{'name':'n','x':9,'targets':[{'backend':'a','model':'new'},
                             {'backend':'a','model':'m','x':10,'maxTokens':5}],
                           'cases':[{'x':11,'when':{'images':true,'x':12},'targets':[{'backend':'a','model':'m'}]}]}],
                         'tiers':{'x':13,'opus':'n'},'log':{'x':14,'level':'warn'}}
                        """),
                written);
    }

    @Test
    void an_entry_that_could_not_be_read_is_written_back_with_the_others() {
        Settings settings = Given.settings("{'version':1,'backends':[{'kind':'x','id':'odd'},7]}");

        assertEquals(
                Given.tree("[{'id':'demo','kind':'demo'},{'kind':'x','id':'odd'},7]"),
                written(settings.withBackend(BackendSettings.DEMO)).get("backends"));
    }

    @Test
    void a_wrong_value_stays_until_somebody_sets_it() {
        Settings settings = Given.settings("{'version':1,'server':{'port':'x'}}");

        assertEquals(
                "x",
                written(settings.withLog(settings.log().withConsole(false)))
                        .at("/server/port")
                        .textValue());
        assertEquals(9, written(settings.withPort(9)).at("/server/port").intValue());
    }

    @Test
    void a_first_backend_does_not_take_the_default_away_unsaid() {
        Settings added =
                Given.settings("{'version':1}")
                        .withBackend(
                                BackendSettings.of("g", Presets.SHIPPED.of("groq").orElseThrow()));

        assertEquals(
                Given.tree(
                        """
                        {'version':1,'backends':[{'id':'demo','kind':'demo'},{'id':'g','preset':'groq'}],
                         'defaultAlias':'demo/demo'}
                        """),
                written(added));
    }

    @Test
    void no_default_is_written_as_such_where_there_would_be_one() {
        Settings none = Given.settings("{'version':1}").withDefaultAlias(Optional.empty());

        assertEquals(Given.tree("{'version':1,'defaultAlias':null}"), written(none));
        assertEquals(Optional.empty(), read(none).defaultAlias());
    }

    @Test
    void what_was_written_reads_as_the_same_settings() {
        Settings settings =
                Settings.DEFAULT
                        .withBackend(
                                BackendSettings.of("m", BackendKind.OPENAI, "http://localhost:1/v1")
                                        .withAuth(
                                                Auth.of(
                                                        new AuthStyle.Header("api-key"),
                                                        new SecretRef.Command("show key")))
                                        .withModels(List.of(ModelSettings.of("x"))))
                        .withAlias(Alias.of("a", Target.of("m", "x")))
                        .withHistory(HistorySettings.DEFAULT.withDays(3));

        Settings again = read(settings);
        assertEquals(
                settings.backend("m").orElseThrow().auth().keys(),
                again.backend("m").orElseThrow().auth().keys());
        assertEquals(settings.aliases().getFirst().targets(), again.aliases().getFirst().targets());
        assertEquals(3, again.history().days());
        assertEquals(written(settings), written(again));
    }

    private static Target limited(Target target) {
        return new Target(
                target.backend(),
                target.model(),
                target.temperature(),
                target.maxTokensKey(),
                OptionalInt.of(5),
                target.extra());
    }

    private static Settings read(Settings settings) {
        return Settings.read(Section.root((ObjectNode) written(settings), new ArrayList<>()));
    }

    private static JsonNode written(Settings settings) {
        return Given.tree(Reading.content(settings));
    }
}
