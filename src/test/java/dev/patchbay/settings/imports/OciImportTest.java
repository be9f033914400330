package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.ModelSettings;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OciImportTest {
    @TempDir private Path folder;
    private Desk desk;
    private Settings settings;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
        settings = desk.take(Desk.sample("oci.json"));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    /// Where the aliases lead from a name, by the rules of the router: exactly, then by the first
    /// wildcard.
    private Optional<String> lead(String name) {
        return settings.alias(name)
                .or(() -> settings.aliases().stream().filter(each -> each.fits(name)).findFirst())
                .map(alias -> alias.targets().getFirst().model());
    }

    @Test
    void the_compartment_and_the_endpoint_make_a_backend_that_signs() {
        BackendSettings oci = settings.backend("oci").orElseThrow();

        assertEquals(BackendKind.OCI, oci.kind());
        assertEquals("ocid1.compartment.oc1..test", oci.compartmentId());
        assertEquals(
                "https://inference.generativeai.us-chicago-1.oci.oraclecloud.com", oci.baseUrl());
        assertEquals(new AuthStyle.Oci(), oci.auth().style());
    }

    @Test
    void models_keep_their_ocid_output_key_temperature_and_form() {
        BackendSettings oci = settings.backend("oci").orElseThrow();
        ModelSettings gpt = oci.model("openai.gpt-5").orElseThrow();
        ModelSettings grok = oci.model("xai.grok-4-fast-non-reasoning").orElseThrow();

        assertEquals(Optional.of("max_completion_tokens"), gpt.maxTokensKey());
        assertEquals(OptionalDouble.of(1.0), gpt.temperature());
        assertEquals(Optional.of("ocid1.generativeaimodel.oc1.us-chicago-1.gpt"), gpt.ocid());
        assertEquals(Optional.empty(), gpt.images());
        assertEquals(Optional.of(false), grok.images());
        assertEquals(Optional.of("cohere"), oci.model("cohere.command-r").orElseThrow().api());
    }

    @Test
    void an_alias_is_meant_anywhere_in_a_name_and_the_first_in_the_file_wins() {
        assertEquals(
                Optional.of("xai.grok-4-fast-non-reasoning"), lead("claude-haiku-4-5-20251001"));
        assertEquals(Optional.of("xai.grok-4-fast-non-reasoning"), lead("x/claude-haiku-4-5"));
        assertEquals(Optional.of("openai.gpt-5"), lead("claude-opus-4-5"));
    }

    @Test
    void a_models_own_name_leads_to_it_unless_an_alias_catches_it() {
        assertEquals(Optional.of("cohere.command-r"), lead("cohere.command-r"));
        assertEquals(Optional.of("openai.gpt-5"), lead("openai.gpt-oss-20b"));
        assertTrue(settings.alias("openai.gpt-oss-20b").isEmpty());
    }

    @Test
    void every_other_name_leads_to_the_default_model() {
        assertEquals(Optional.of("oci/openai.gpt-5"), settings.defaultAlias());
    }

    @Test
    void what_does_not_come_is_named() throws Exception {
        assertEquals(
                List.of(
                        "model_definitions.openai.gpt-oss-20b.glow",
                        "model_aliases.lost",
                        "guardrails"),
                Desk.left(desk.read(Desk.sample("oci.json"))));
        assertFalse(settings.aliases().stream().map(Alias::name).anyMatch("*lost*"::equals));
    }

    @Test
    void a_value_that_cannot_be_costs_its_model_and_nothing_else() throws Exception {
        Found found = desk.read(Desk.sample("oci.json").replace("0.7", "7"));
        BackendSettings oci = found.settings().backend("oci").orElseThrow();

        assertTrue(Desk.left(found).contains("backend oci: models[0].temperature"));
        assertTrue(oci.model("xai.grok-4-fast-non-reasoning").isEmpty());
        assertTrue(oci.model("openai.gpt-5").isPresent());
    }
}
