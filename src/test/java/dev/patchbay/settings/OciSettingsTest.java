package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.hub.Hosting;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OciSettingsTest {
    private static final String OCI = "{'id':'o','kind':'oci','compartmentId':'ocid1.c'%s}";

    private static BackendSettings oci(String more) {
        return Given.backend(OCI.formatted(more));
    }

    @Test
    @Proves({"oci-genai §3 ocid", "oci-genai §3 dedicated"})
    void a_model_is_found_where_the_settings_say() {
        var backend =
                oci(
                        ",'models':[{'id':'grok','ocid':'ocid1.generativeaimodel.x','api':'generic',"
                            + "'serving':'on-demand','temperature':1.0,'maxTokensKey':'max_tokens'},"
                            + "{'id':'own','ocid':'ocid1.generativeaiendpoint.x'},"
                            + "{'id':'mine','ocid':'ocid1.z','serving':'dedicated'}]");

        assertEquals(
                new Hosting("ocid1.generativeaimodel.x", "ocid1.c", false, Optional.of("generic")),
                backend.hosting("grok"));
        assertTrue(backend.hosting("own").dedicated());
        assertTrue(backend.hosting("mine").dedicated());
        assertTrue(backend.hosting("ocid1.generativeaiendpoint.y").dedicated());
        assertEquals(
                new Hosting("xai.grok-4", "ocid1.c", false, Optional.empty()),
                backend.hosting("xai.grok-4"));
        assertEquals(OptionalDouble.of(1), backend.model("GROK").orElseThrow().temperature());
    }

    @Test
    void a_model_made_by_the_program_is_written_as_it_would_be_read() {
        var model =
                ModelSettings.of("m")
                        .withOcid("ocid1.m")
                        .withTemperature(0.5)
                        .withMaxTokensKey("max_completion_tokens");
        var backend = oci("").withModels(List.of(model));

        assertEquals(
                List.of(model.withOcid("ocid1.m")).toString(),
                Given.backend(backend.json().toString().replace('"', '\'')).models().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"models\":[{\"id\":\"m\",\"api\":\"odd\"}]', must be one of generic",
        "'\"models\":[{\"id\":\"m\",\"serving\":\"odd\"}]', must be one of on-demand",
        "'\"models\":[{\"id\":\"m\",\"temperature\":9}]', must be a number from 0",
        "'\"compartmentId\":7', compartmentId: must be a text"
    })
    void what_is_wrong_is_named(String part, String problem) {
        var problems =
                Given.problems(
                        "{'version':1,'backends':[{'id':'o','kind':'oci',%s}]}"
                                .formatted(part.replace('"', '\'')));

        assertTrue(problems.toString().contains(problem), problems.toString());
    }

    @Test
    @Proves("oci-genai §3 compartment")
    void a_backend_that_names_no_compartment_is_not_used() {
        var problems = Given.problems("{'version':1,'backends':[{'id':'o','kind':'oci'}]}");

        assertTrue(
                problems.toString().contains("backends[0].compartmentId: is missing"),
                problems.toString());
    }

    @Test
    @Proves("oci-genai §1 regions")
    void a_region_is_as_good_as_an_address() {
        assertEquals(
                "https://inference.generativeai.us-chicago-1.oci.oraclecloud.com",
                oci(",'region':'ord'").baseUrl());
        assertEquals("", oci("").baseUrl());
        assertEquals("https://x.y", oci(",'region':'ord','baseUrl':'https://x.y'").baseUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "iad, us-ashburn-1, oraclecloud.com",
        "PHX, us-phoenix-1, oraclecloud.com",
        "fra, eu-frankfurt-1, oraclecloud.com",
        "ord, us-chicago-1, oraclecloud.com",
        "us-chicago-1, us-chicago-1, oraclecloud.com",
        "eu-frankfurt-2, eu-frankfurt-2, oraclecloud.eu",
        "us-luke-1, us-luke-1, oraclegovcloud.com",
        "uk-gov-london-1, uk-gov-london-1, oraclegovcloud.uk",
        "mars-north-1, mars-north-1, oraclecloud.com"
    })
    @Proves({"oci-genai §1 regions", "oci-genai §7 short code"})
    void a_region_is_known_by_id_and_by_code(String word, String id, String domain) {
        assertEquals(new OciRegion(id, domain), OciRegion.of(word));
    }

    @Test
    void ocis_oddities_need_no_preset_to_be_named() {
        assertEquals(
                Given.backend("{'id':'o','preset':'oci','compartmentId':'c','baseUrl':'https://x'}")
                        .allQuirks(),
                oci("").allQuirks());
        assertTrue(oci("").allQuirks().inlineRefs());
        assertFalse(oci(",'quirks':{'inlineRefs':false}").allQuirks().inlineRefs());
    }

    @Test
    @Proves("oci-genai §3.1 output cap")
    void shared_models_of_cohere_and_meta_answer_with_4000_tokens_at_most() {
        var backend =
                oci(
                        ",'models':[{'id':'meta.own','serving':'dedicated'},{'id':'meta.long','maxOutput':9000}]");

        assertEquals(OptionalInt.of(4000), most(backend, "cohere.command-r-plus"));
        assertEquals(OptionalInt.of(4000), most(backend, "meta.llama-3.3-70b-instruct"));
        assertEquals(OptionalInt.of(9000), most(backend, "meta.long"));
        assertEquals(OptionalInt.empty(), most(backend, "meta.own"));
        assertEquals(OptionalInt.empty(), most(backend, "xai.grok-4"));
    }

    @Test
    @Proves("oci-genai §3.1 xAI limits")
    void reasoning_models_of_xai_refuse_stops() {
        assertTrue(ModelFacts.SHIPPED.of("xai.grok-4").noStops());
        assertTrue(ModelFacts.SHIPPED.of("xai.grok-3-mini").noStops());
        assertFalse(ModelFacts.SHIPPED.of("xai.grok-3").noStops());
        assertFalse(ModelFacts.SHIPPED.of("xai.grok-4-fast-non-reasoning").noStops());
    }

    @Test
    void a_sign_in_names_file_profile_and_pass_phrase() {
        var auth =
                OciAuth.of(
                        oci(",'auth':{'style':'oci','configFile':'~/c','profile':'WORK','keys':['env:P']}")
                                .auth());

        assertEquals(Optional.of("~/c"), auth.configFile());
        assertEquals("WORK", auth.profile());
        assertEquals(Optional.of(new SecretRef.Env("P")), auth.passPhrase());
        assertEquals("DEFAULT", OciAuth.of(oci("").auth()).profile());
    }

    private static OptionalInt most(BackendSettings backend, String model) {
        return ModelFacts.SHIPPED.of(backend, model).maxOutput();
    }
}
