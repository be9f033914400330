package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsSchemaTest {
    private static final String REWRITE =
            "mvn test -Dtest=SettingsSchemaTest -Dpatchbay.schema=write";
    private static final Path SCHEMA = Path.of("docs/settings.schema.json");

    @SuppressWarnings("unused") // named by @FieldSource
    private static final List<String> EXAMPLES = Given.EXAMPLES;

    @Test
    void the_schema_in_the_documentation_is_the_one_the_records_make() throws IOException {
        byte[] schema = SettingsSchema.make();
        if ("write".equals(System.getProperty("patchbay.schema"))) {
            Files.write(SCHEMA, schema);
        }

        assertEquals(
                new String(schema, StandardCharsets.UTF_8),
                Files.readString(SCHEMA),
                "the schema is stale; write it anew with: " + REWRITE);
    }

    /// What is read in some cases only is asked for in one of these.
    @SuppressWarnings("unused") // named by @FieldSource
    private static final List<Arguments> READ =
            List.of(
                    Arguments.of(Settings.class, "{}"),
                    Arguments.of(ServerSettings.class, "{'tokens':[]}"),
                    Arguments.of(LocalToken.class, "{}"),
                    Arguments.of(BackendSettings.class, "{'kind':'oci'}"),
                    Arguments.of(BackendSettings.class, "{'auth':{'style':'oauth'}}"),
                    Arguments.of(OAuthSettings.class, "{}"),
                    Arguments.of(Auth.class, "{'style':'oci','rotation':'sticky'}"),
                    Arguments.of(Timeouts.class, "{'firstByteSeconds':1}"),
                    Arguments.of(HistorySettings.class, "{}"),
                    Arguments.of(Resilience.class, "{}"),
                    Arguments.of(KeySettings.class, "{}"),
                    Arguments.of(ModelSettings.class, "{'efforts':[]}"),
                    Arguments.of(Alias.class, "{}"),
                    Arguments.of(AliasCase.class, "{}"),
                    Arguments.of(When.class, "{}"),
                    Arguments.of(Tiers.class, "{}"),
                    Arguments.of(Profile.class, "{}"),
                    Arguments.of(Rewrite.class, "{'kind':'append-to-system'}"),
                    Arguments.of(Rewrite.class, "{'kind':'set-field'}"),
                    Arguments.of(Rewrite.class, "{'kind':'rename-tool'}"),
                    Arguments.of(Rewrite.class, "{'kind':'add-header'}"),
                    Arguments.of(Budget.class, "{}"),
                    Arguments.of(Price.class, "{}"),
                    Arguments.of(HistorySettings.class, "{}"),
                    Arguments.of(LogSettings.class, "{}"),
                    Arguments.of(DesktopSettings.class, "{}"));

    @ParameterizedTest
    @FieldSource("READ")
    void whatever_is_read_is_in_the_schema(Class<?> record, String text) {
        var asked = new AskedObject(Given.tree(text));

        SettingsSchema.READERS.get(record).apply(Section.root(asked, new ArrayList<>()));

        assertEquals(Set.of(), left(asked.keys(), properties(record)));
    }

    @Test
    void every_record_is_among_those_that_are_read() {
        assertEquals(
                SettingsSchema.READERS.keySet(),
                READ.stream().map(read -> read.get()[0]).collect(Collectors.toSet()));
    }

    private static Set<String> properties(Class<?> record) {
        JsonNode schema = Given.tree(SettingsSchema.make());
        JsonNode object =
                record == Settings.class
                        ? schema
                        : schema.path("definitions").path(record.getSimpleName());
        return object.path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> left(Set<String> all, Set<String> without) {
        var left = new TreeSet<>(all);
        left.removeAll(without);
        return left;
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void every_example_fits_the_schema(String example) {
        assertEquals(
                List.of(),
                SchemaCheck.faults(
                        Given.tree(SettingsSchema.make()), Given.tree(Given.example(example))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'server':{'port':'x'}}",
                "{'backends':[{'kind':'openai'}]}",
                "{'backends':[{'id':'a','kind':'grpc'}]}",
                "{'backends':[{'id':'a','auth':{'style':'beerer'}}]}",
                "{'backends':[{'id':'a','headers':{'X':1}}]}",
                "{'backends':[{'id':'a','quirks':{'webSearch':'sometimes'}}]}",
                "{'backends':[{'id':'a','oauth':{'tokenUrl':1}}]}",
                "{'backends':[{'id':'a','proxy':true}]}",
                "{'caFile':[]}",
                "{'aliases':[{'name':'a','targets':[{'backend':'b'}]}]}",
                "{'tiers':{'opus':1}}",
                "{'budgets':[{'period':'week','usd':1}]}",
                "{'budgets':[{'period':'day','usd':1,'scope':'me'}]}",
                "{'budgets':[{'period':'day','usd':1,'at100':'stop'}]}",
                "{'budgets':[{'period':'day'}]}",
                "{'prices':{'m':{'input':1}}}"
            })
    void what_could_not_be_read_does_not_fit_the_schema(String text) {
        assertFalse(
                SchemaCheck.faults(Given.tree(SettingsSchema.make()), Given.tree(text)).isEmpty());
    }
}
