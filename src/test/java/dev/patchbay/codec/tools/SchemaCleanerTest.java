package dev.patchbay.codec.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SchemaCleanerTest {
    private final List<Loss> losses = new ArrayList<>();

    private static ObjectNode json(String text) {
        var json = Json.objectOrNull(text);
        assertTrue(json != null, "no JSON object: " + text);
        return json;
    }

    private ObjectNode cleaned(Quirks quirks, String schema) {
        var input = json(schema);
        var cleaned = new SchemaCleaner(quirks, losses::add).parameters(input);
        assertEquals(json(schema), input, "the input was changed");
        return cleaned;
    }

    private void cleans(Quirks quirks, String schema, String expected) {
        assertEquals(json(expected), cleaned(quirks, schema));
    }

    /// Cleans the schema of one property, `p`.
    private void cleansProperty(Quirks quirks, String schema, String expected) {
        var object = "{\"type\":\"object\",\"properties\":{\"p\":%s}}";
        cleans(quirks, object.formatted(schema), object.formatted(expected));
    }

    @Test
    void the_root_is_an_object_with_properties() {
        var expected = "{\"type\":\"object\",\"properties\":{}}";
        cleans(SomeQuirks.NONE, "{}", expected);
        cleans(SomeQuirks.NONE, "{\"type\":\"object\"}", expected);
        cleans(SomeQuirks.NONE, "{\"type\":[\"object\",\"null\"],\"properties\":null}", expected);
        cleans(SomeQuirks.NONE, "{\"properties\":\"nonsense\",\"required\":null}", expected);
    }

    @Test
    void a_well_made_schema_stays_as_it_is() {
        var schema =
                """
                {"type":"object","properties":{
                   "a":{"type":["string","null"],"format":"uri","const":1.0,"minLength":3},
                   "b":{"anyOf":[{"type":"integer"},{"$ref":"#/$defs/x"}]}},
                 "required":["a"],"additionalProperties":true,"$defs":{"x":{"enum":[true,null]}}}
                """;
        cleans(SomeQuirks.NONE, schema, schema);
    }

    @Test
    void bookkeeping_goes_but_a_property_may_be_called_so() {
        cleans(
                SomeQuirks.with("noFormats", true),
                """
                {"$schema":"x","$id":"y","$comment":"z","type":"object","properties":{
                   "$schema":{"type":"string","$comment":"z"},
                   "format":{"type":"string","format":"uri"},
                   "const":{"type":"string","format":"date"}},
                 "required":["format","$schema"]}
                """,
                """
                {"type":"object","properties":{
                   "$schema":{"type":"string"},
                   "format":{"type":"string"},
                   "const":{"type":"string","format":"date"}},
                 "required":["format","$schema"]}
                """);
    }

    @Test
    void data_inside_a_schema_is_not_touched() {
        var data = "{\"default\":{\"$schema\":1,\"const\":2},\"enum\":[{\"format\":\"uri\"}]}";
        cleansProperty(SomeQuirks.with(Map.of("noFormats", true, "constAsEnum", true)), data, data);
    }

    @Test
    void a_boolean_schema_is_spelt_out_but_a_switch_stays() {
        cleansProperty(SomeQuirks.NONE, "true", "{}");
        cleansProperty(SomeQuirks.NONE, "false", "{\"not\":{}}");
        cleansProperty(
                SomeQuirks.NONE,
                "{\"items\":true,\"additionalProperties\":false}",
                "{\"items\":{},\"additionalProperties\":false}");
    }

    @Test
    void a_list_of_types_becomes_the_first_that_is_not_null() {
        cleansProperty(
                SomeQuirks.with("singleTypes", true),
                "{\"type\":[\"null\",\"string\",\"integer\"]}",
                "{\"type\":\"string\"}");
    }

    @Test
    void a_constant_becomes_a_choice_of_one() {
        cleansProperty(
                SomeQuirks.with("constAsEnum", true), "{\"const\":\"a\"}", "{\"enum\":[\"a\"]}");
    }

    @Test
    void rare_keywords_go_and_are_told() {
        cleansProperty(
                SomeQuirks.with("plainSchemas", true),
                "{\"type\":\"integer\",\"exclusiveMinimum\":0,\"if\":{},\"minimum\":1}",
                "{\"type\":\"integer\",\"minimum\":1}");
        assertEquals(
                List.of(
                        Loss.slight("schema keyword exclusiveMinimum"),
                        Loss.slight("schema keyword if")),
                losses);
    }

    @Test
    void a_choice_at_the_root_becomes_one_object() {
        cleans(
                SomeQuirks.with("plainSchemas", true),
                """
                {"type":"object","properties":{"z":{"type":"string"}},"required":["z"],"anyOf":[
                  {"properties":{"a":{"type":"string"},"b":{}},"required":["a","b"]},
                  {"properties":{"b":{},"c":{"type":"null"}},"required":["b"]}]}
                """,
                """
                {"type":"object","properties":{
                   "z":{"type":"string"},"a":{"type":"string"},"b":{},"c":{"type":"null"}},
                 "required":["b","z"]}
                """);
        assertEquals(List.of(Loss.felt("schema keyword anyOf at the root")), losses);
    }

    @Test
    void a_choice_below_the_root_stays() {
        var choice = "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}";
        cleansProperty(SomeQuirks.with("plainSchemas", true), choice, choice);
    }

    @Test
    void all_parts_of_a_root_that_is_the_sum_of_them_are_required() {
        var cleaned =
                cleaned(
                        SomeQuirks.with("plainSchemas", true),
                        """
                        {"allOf":[{"properties":{"a":{}},"required":["a"]},
                                  {"properties":{"b":{}},"required":["b"]}]}
                        """);
        assertEquals(2, cleaned.path("required").size());
    }

    @Test
    void a_root_that_is_but_a_reference_is_resolved() {
        cleans(
                SomeQuirks.NONE,
                """
                {"$ref":"#/definitions/x","definitions":{
                   "x":{"type":"object","properties":{"a":{"type":"string"}}}}}
                """,
                """
                {"type":"object","properties":{"a":{"type":"string"}},"definitions":{
                   "x":{"type":"object","properties":{"a":{"type":"string"}}}}}
                """);
    }

    @Test
    void references_are_written_out_with_what_stands_beside_them() {
        cleans(
                SomeQuirks.with("inlineRefs", true),
                """
                {"type":"object","properties":{
                   "$ref":{"$ref":"#/$defs/x","description":"mine"},
                   "lost":{"$ref":"https://example.org/far"}},
                 "$defs":{"x":{"type":"string","description":"general"}}}
                """,
                """
                {"type":"object","properties":{
                   "$ref":{"type":"string","description":"mine"},"lost":{}}}
                """);
    }

    @Test
    void a_schema_that_holds_itself_ends() {
        var tree =
                cleaned(
                        SomeQuirks.with("inlineRefs", true),
                        """
                        {"type":"object","properties":{"next":{"$ref":"#/$defs/node"}},"$defs":{
                           "node":{"type":"object","properties":{"next":{"$ref":"#/$defs/node"}}}}}
                        """);
        int depth = 0;
        for (var at = tree.at("/properties/next"); at.has("type"); at = at.at("/properties/next")) {
            depth++;
        }
        assertEquals(8, depth);
        assertFalse(Json.text(tree).contains("$ref"));
    }

    @Test
    void a_schema_that_holds_itself_many_times_stays_small() {
        var branches = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            branches.add("\"b%d\":{\"$ref\":\"#\"}".formatted(i));
        }
        var tree =
                cleaned(
                        SomeQuirks.with("inlineRefs", true),
                        "{\"type\":\"object\",\"properties\":{%s}}"
                                .formatted(String.join(",", branches)));
        assertTrue(Json.text(tree).length() < 100_000, () -> Json.text(tree).length() + " long");
        assertEquals("object", tree.at("/properties/b19/type").asText());
    }

    @Test
    void a_deep_schema_that_holds_itself_can_still_be_written() {
        var schema = "{\"$ref\":\"#\"}";
        for (int i = 0; i < 150; i++) {
            schema = "{\"type\":\"array\",\"items\":%s}".formatted(schema);
        }
        var tree = cleaned(SomeQuirks.with("inlineRefs", true), schema);
        assertFalse(Json.text(tree).contains("$ref"));
    }

    @Test
    void strict_needs_every_object_closed_and_every_property_required() {
        var closed =
                """
                {"type":"object","properties":{"a":{"type":"array","items":%s}},
                 "required":["a"],"additionalProperties":false}
                """;
        assertTrue(SchemaCleaner.isStrict(json(closed.formatted("{\"type\":\"string\"}"))));
        assertFalse(SchemaCleaner.isStrict(json(closed.formatted("{\"type\":\"object\"}"))));
        assertFalse(
                SchemaCleaner.isStrict(
                        json(
                                """
                                {"type":"object","properties":{"a":{}},"required":[],
                                 "additionalProperties":false}
                                """)));
    }
}
