package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Makes docs/settings.schema.json from the records: their components are the keys, their
/// `@param` lines the descriptions, and what they read from an empty object the defaults. Keys
/// without a component stand in a list in the record's comment.
final class SettingsSchema {
    private static final Pattern PARAM = Pattern.compile("^/// @param (\\w+) (.*)$");

    private static final Pattern PART = Pattern.compile("^/// \\* `(\\w+)` (.*)$");

    private static final Pattern EDIT_WORD = Pattern.compile("([A-Z])");

    static final Map<Class<?>, Function<Section, ?>> READERS =
            Map.ofEntries(
                    Map.entry(Settings.class, Settings::read),
                    Map.entry(ServerSettings.class, ServerSettings::read),
                    Map.entry(LocalToken.class, LocalToken::read),
                    Map.entry(BackendSettings.class, BackendReading::read),
                    Map.entry(OAuthSettings.class, OAuthSettings::read),
                    Map.entry(Auth.class, in -> Auth.read(in, new AuthStyle.Bearer())),
                    Map.entry(Timeouts.class, in -> Timeouts.read(in, Timeouts.DEFAULT)),
                    Map.entry(Resilience.class, Resilience::read),
                    Map.entry(ModelSettings.class, ModelSettings::read),
                    Map.entry(Alias.class, Alias::read),
                    Map.entry(AliasCase.class, AliasCase::read),
                    Map.entry(When.class, When::read),
                    Map.entry(Tiers.class, Tiers::read),
                    Map.entry(Profile.class, Profile::read),
                    Map.entry(Rewrite.class, Rewrite::read),
                    Map.entry(Budget.class, Budget::read),
                    Map.entry(Price.class, Price::read),
                    Map.entry(HistorySettings.class, HistorySettings::read),
                    Map.entry(KeySettings.class, KeySettings::read),
                    Map.entry(DesktopSettings.class, DesktopSettings::read),
                    Map.entry(LogSettings.class, LogSettings::read));

    private final ObjectNode definitions = SettingsJson.object();

    static byte[] make() {
        return SettingsJson.write(new SettingsSchema().whole());
    }

    private ObjectNode whole() {
        ObjectNode schema = SettingsJson.object();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Patchbay's settings.json");
        ObjectNode settings = object(Settings.class);
        ObjectNode properties = (ObjectNode) settings.get("properties");
        properties.set("keys", ref(KeySettings.class));
        properties.set("desktop", ref(DesktopSettings.class));
        schema.setAll(settings);
        schema.set("definitions", definitions);
        return schema;
    }

    private ObjectNode object(Class<?> record) {
        ObjectNode schema = SettingsJson.object().put("type", "object");
        Map<String, String> descriptions = descriptions(record, PARAM);
        List<Problem> problems = new ArrayList<>();
        Optional<Object> empty =
                Optional.ofNullable(READERS.get(record))
                        .map(it -> it.apply(Section.root(SettingsJson.object(), problems)));
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            if (name.equals("written")) {
                continue;
            }
            if (component.getType() == Edit.class) {
                edit(properties);
                continue;
            }
            ObjectNode property =
                    name.equals("quirks") ? ref(Quirks.class) : type(component.getGenericType());
            Optional.ofNullable(descriptions.get(name))
                    .ifPresent(text -> property.put("description", text));
            empty.map(it -> value(component, it)).ifPresent(it -> putDefault(property, it));
            properties.set(name, property);
        }
        descriptions(record, PART)
                .forEach((name, text) -> properties.set(name, part(name).put("description", text)));
        ArrayNode required = SettingsJson.object().arrayNode();
        problems.stream()
                .filter(problem -> problem.message().startsWith("is missing and has no default"))
                .forEach(problem -> required.add(problem.path()));
        if (record == Target.class) {
            required.add("backend").add("model");
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private ObjectNode part(String name) {
        return name.equals("oauth") ? ref(OAuthSettings.class) : orNull(type(String.class));
    }

    private ObjectNode type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Optional.class) {
                return orNull(type(last));
            }
            boolean list = generic.getRawType() == List.class;
            ObjectNode schema = SettingsJson.object().put("type", list ? "array" : "object");
            schema.set(list ? "items" : "additionalProperties", type(last));
            return schema;
        }
        ObjectNode schema = SettingsJson.object();
        if (type == String.class || type == SecretRef.class || type == URI.class) {
            return schema.put("type", "string");
        } else if (type == AuthStyle.class) {
            String words = "bearer|x-api-key|both|header:.+|query:.+|oci|oauth|client|none";
            return schema.put("type", "string").put("pattern", "^(" + words + ")$");
        } else if (type == BudgetScope.class) {
            return schema.put("type", "string").put("pattern", "^(all|backend:.+|profile:.+)$");
        } else if (type == AtLimit.class) {
            return schema.put("type", "string").put("pattern", "^(warn|refuse|alias:.+)$");
        } else if (type == Prices.class) {
            schema.put("type", "object").set("additionalProperties", type(Price.class));
            return schema;
        } else if (type == double.class) {
            return schema.put("type", "number");
        } else if (type == int.class) {
            return schema.put("type", "integer");
        } else if (type == OptionalInt.class) {
            return orNull(schema.put("type", "integer"));
        } else if (type == OptionalDouble.class) {
            return orNull(schema.put("type", "number"));
        } else if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        } else if (type == JsonNode.class) {
            return schema;
        } else if (type instanceof Class<?> named && named.isEnum()) {
            ArrayNode words = schema.putArray("enum");
            for (Object word : named.getEnumConstants()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
            }
            return schema;
        } else if (type instanceof Class<?> named && named.isRecord()) {
            return ref(named);
        }
        throw new AssertionError("no schema is known for " + type);
    }

    /// The fields of every kind of edit stand side by side in one object; which of them a kind
    /// needs is said when it is read.
    private void edit(ObjectNode properties) {
        ArrayNode kinds = properties.putObject("kind").putArray("enum");
        for (Class<?> kind : Edit.class.getPermittedSubclasses()) {
            kinds.add(
                    EDIT_WORD
                            .matcher(kind.getSimpleName())
                            .replaceAll("-$1")
                            .toLowerCase(Locale.ROOT)
                            .substring(1));
            for (RecordComponent field : kind.getRecordComponents()) {
                ObjectNode schema = type(field.getGenericType());
                JsonNode other = properties.path(field.getName());
                boolean differs = other.isObject() && !other.equals(schema);
                properties.set(field.getName(), differs ? SettingsJson.object() : schema);
            }
        }
    }

    private ObjectNode ref(Class<?> record) {
        String name = record.getSimpleName();
        if (!definitions.has(name)) {
            definitions.putObject(name); // its place, also should it lead back to itself
            definitions.set(name, object(record));
        }
        // Beside a bare "$ref", draft 7 ignores the description.
        ObjectNode schema = SettingsJson.object();
        schema.putArray("allOf").addObject().put("$ref", "#/definitions/" + name);
        return schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        String type = schema.get("type").textValue();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void putDefault(ObjectNode property, Object value) {
        switch (value) {
            case String text when !text.isEmpty() -> property.put("default", text);
            case Integer number -> property.put("default", number);
            case Boolean flag -> property.put("default", flag);
            default -> {} // nothing, a list or an object: said in its description
        }
    }

    private static Map<String, String> descriptions(Class<?> record, Pattern heading) {
        Path source = Path.of("src/main/java", record.getName().replace('.', '/') + ".java");
        Map<String, String> descriptions = new LinkedHashMap<>();
        String last = "";
        try {
            for (String line : Files.readAllLines(source)) {
                var entry = heading.matcher(line);
                if (entry.matches()) {
                    last = entry.group(1);
                    descriptions.put(last, entry.group(2));
                } else if (line.startsWith("/// ") && !last.isEmpty()) {
                    descriptions.merge(last, " " + line.substring(3).strip(), String::concat);
                } else {
                    last = "";
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return descriptions;
    }
}
