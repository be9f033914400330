package dev.patchbay;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget.ConstructorCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.patchbay.keys.LocalTokens;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rooms and what each may use. An arrow that is not in the table breaks the build; a new room
/// gets a row.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LayersTest {
    private static final String[] JACKSON = {"com.fasterxml.jackson.."};
    private static final String[] UNDERTOW = {"io.undertow..", "org.xnio.."};

    /// Of the proxy, windows know its face to people and what that answers.
    private static final String[] SWITCHBOARD = {"dev.patchbay.proxy"};

    private static final List<String> DIALECTS =
            List.of(
                    "dev.patchbay.codec.anthropic",
                    "dev.patchbay.codec.openai",
                    "dev.patchbay.codec.oci");

    static final List<Room> ROOMS =
            List.of(
                    room("hub").with(JACKSON),
                    room("wire", "hub").with(JACKSON),
                    room("codec", "hub", "wire").with(JACKSON),
                    // The hub's prompts hold JSON trees, and what is counted is their text.
                    room("tokens", "hub").with(JACKSON).with("com.knuddels.jtokkit.."),
                    room("settings", "hub").with(JACKSON),
                    room("keys", "settings").with("org.freedesktop.dbus.."),
                    room("connect", "settings").with(JACKSON),
                    room("backend", "hub", "wire", "codec", "settings")
                            .with(JACKSON)
                            .with(UNDERTOW)
                            // An old form of pass phrase before a key.
                            .with("javax.crypto.."),
                    room("journal", "hub").with(JACKSON).with("org.tinylog.."),
                    room("history", "hub", "settings", "journal").with(JACKSON),
                    room(
                                    "proxy",
                                    "hub",
                                    "wire",
                                    "codec",
                                    "tokens",
                                    "settings",
                                    "backend",
                                    "journal")
                            .with(JACKSON)
                            .with(UNDERTOW),
                    room("ledger", "hub", "settings", "journal").with(JACKSON),
                    room("desktop", "settings").with("org.freedesktop.dbus.."),
                    room(
                                    "gui",
                                    "hub",
                                    "settings",
                                    "journal",
                                    "ledger",
                                    "history",
                                    "keys",
                                    "connect",
                                    "desktop")
                            .with(SWITCHBOARD)
                            .with("javafx..", "atlantafx..", "org.kordamp.ikonli.."));

    /// What holds state or threads, and so is built in one place.
    private static final Set<String> SERVICES =
            Set.of(
                    "ledger.Budgets",
                    "ledger.Ledger",
                    "ledger.Tariff",
                    "tokens.Calibration",
                    "tokens.Estimator",
                    "settings.SettingsStore",
                    "settings.masking.KnownSecrets",
                    "keys.ChosenKeychain",
                    "keys.KeyMove",
                    "keys.KeyRing",
                    "keys.LocalTokens",
                    "keys.LoginFiles",
                    "keys.OwnerOnlyFile",
                    "keys.TokenBook",
                    "desktop.ControlSocket",
                    "desktop.SessionBus",
                    "backend.Backends",
                    "backend.HttpBackend",
                    "history.CacheWatch",
                    "history.HistoryStore",
                    "journal.Journal",
                    "journal.LogSink",
                    "journal.Tail",
                    "proxy.board.Board",
                    "proxy.catalogue.Catalogues",
                    "proxy.door.ProxyServer",
                    "proxy.routing.Router",
                    "proxy.Switchboard");

    /// Every class that sees a secret in the clear.
    private static final Set<String> SEE_SECRETS =
            Set.of(
                    "app.windows.first.FirstGreeting", // shows the local token at our own door
                    "app.tray.CopyTexts", // what a person has the tray copy
                    "app.verbs.clients.NeighbourAtTheDoor", // shows the local token at our own door
                    "app.verbs.keys.TokenVerbs", // a new local token, shown to the person who asked
                    // for it
                    "app.house.OwnDoor", // the local token, shown to the person who starts the
                    // program
                    "backend.KeySigner", // signs
                    "backend.oci.PemKey", // opens a key with its pass phrase
                    "backend.oci.SessionRefresh", // exchanges a token for the next one
                    "backend.oci.SignIn", // puts a token into the name of its key
                    "backend.oci.Signatures", // signs
                    "backend.LoginSigner", // signs
                    "backend.TokenServer", // shows a refresh token to the server that gave it
                    "backend.Tunnel", // shows a proxy its login
                    "connect.AnyClient", // lines to copy, with the local token
                    "connect.ConnectionsFile", // keeps what stood in a client's file before
                    "connect.Merge", // puts that back
                    "connect.NamedKey", // writes the local token into a client's file
                    "keys.KeyMove", // checks a value that the settings hold themselves
                    "keys.KeyRing", // the same
                    "keys.LocalTokens", // keeps and compares
                    "keys.MacKeychain", // keeps
                    "keys.OwnerOnlyFile", // keeps
                    "keys.SecretService", // keeps
                    "keys.WindowsCredentials", // keeps
                    "settings.Login", // is kept
                    "settings.masking.Forms", // knows how it may be spelled where it must not be
                    "settings.masking.KnownSecrets", // measures it, and parts a login in two
                    "settings.Draft", // writes back a value that the settings hold themselves
                    "settings.SettingsCopies", // takes a value out that has moved away
                    "settings.Presets"); // recognises a pasted key by its first letters

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.patchbay");

    @Test
    void the_classes_of_every_room_are_seen() {
        for (Room room : ROOMS) {
            assertTrue(
                    HOUSE.stream().anyMatch(each -> roomOf(each).equals(room.name())),
                    "no class found in " + room.name());
        }
    }

    @Test
    void every_package_belongs_to_a_room_of_the_table() {
        Set<String> known =
                Stream.concat(Stream.of("app"), ROOMS.stream().map(Room::name))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found =
                HOUSE.stream()
                        .map(LayersTest::roomOf)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(known, found);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("ROOMS")
    void a_room_uses_only_what_the_table_allows(Room room) {
        classes()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(room.allowed())
                .check(HOUSE);
    }

    @Test
    void no_rooms_form_a_circle() {
        slices().matching("dev.patchbay.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void no_folders_form_a_circle() {
        slices().matching("dev.patchbay.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void no_other_part_of_the_codec_knows_a_dialect() {
        for (String dialect : DIALECTS) {
            assertTrue(
                    HOUSE.stream().anyMatch(each -> each.getPackageName().equals(dialect)),
                    "no class found in " + dialect);
            noClasses()
                    .that()
                    .resideInAPackage("dev.patchbay.codec..")
                    .and()
                    .resideOutsideOfPackage(dialect)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(dialect)
                    .check(HOUSE);
        }
    }

    @Test
    void translation_knows_no_network_no_clock_and_no_threads() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.patchbay.hub..", "dev.patchbay.wire..", "dev.patchbay.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
    }

    @Test
    void only_the_history_knows_a_database() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.patchbay.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .check(HOUSE);
    }

    @Test
    void only_the_program_itself_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.patchbay.app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(
                        describe(
                                "printStackTrace is called",
                                call -> call.getTarget().getName().equals("printStackTrace")))
                .check(HOUSE);
    }

    @Test
    void only_the_program_itself_builds_services() {
        Set<String> found =
                HOUSE.stream()
                        .map(LayersTest::shortName)
                        .filter(SERVICES::contains)
                        .collect(Collectors.toSet());
        assertEquals(SERVICES, found);

        noClasses()
                .that()
                .resideOutsideOfPackage("dev.patchbay.app..")
                .should()
                .callConstructorWhere(
                        describe("a service is built by another class", LayersTest::buildsAService))
                .check(HOUSE);
    }

    @Test
    void those_who_see_a_secret_in_the_clear_are_listed() {
        Set<String> seers =
                HOUSE.get(Secret.class).getMethod("reveal").getAccessesToSelf().stream()
                        .map(JavaAccess::getOriginOwner)
                        .map(LayersTest::outermost)
                        .map(LayersTest::shortName)
                        .collect(Collectors.toSet());

        assertEquals(new TreeSet<>(SEE_SECRETS), new TreeSet<>(seers));
    }

    @Test
    void one_place_compares_tokens_and_over_hashes_of_one_length() {
        Set<String> comparing =
                HOUSE.stream()
                        .flatMap(each -> each.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(MessageDigest.class))
                        .filter(call -> call.getTarget().getName().equals("isEqual"))
                        .map(call -> shortName(outermost(call.getOriginOwner())))
                        .collect(Collectors.toSet());

        // A secret equals another when a refused key is looked for anew, or a moved one is checked.
        assertEquals(Set.of("keys.LocalTokens", "settings.Secret"), comparing);
        assertEquals(
                Set.of("app.house.Boards"),
                HOUSE
                        .get(LocalTokens.class)
                        .getMethod("match", String.class)
                        .getAccessesToSelf()
                        .stream()
                        .map(access -> shortName(outermost(access.getOriginOwner())))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean buildsAService(JavaCall<ConstructorCallTarget> call) {
        JavaClass service = call.getTargetOwner();
        return SERVICES.contains(shortName(service))
                && !outermost(call.getOriginOwner()).equals(service);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(LayersTest::outermost).orElse(type);
    }

    private static String shortName(JavaClass type) {
        return type.getName().replaceFirst("^dev\\.patchbay\\.", "");
    }

    private static String roomOf(JavaClass type) {
        return shortName(type).split("\\.", 2)[0];
    }

    private static Room room(String name, String... mayUse) {
        return new Room(name, List.of(mayUse), List.of());
    }

    private record Room(String name, List<String> mayUse, List<String> libraries) {
        Room with(String... more) {
            return new Room(
                    name, mayUse, Stream.concat(libraries.stream(), Stream.of(more)).toList());
        }

        String packages() {
            return "dev.patchbay." + name + "..";
        }

        String[] allowed() {
            Stream<String> rooms =
                    Stream.concat(Stream.of(name), mayUse.stream())
                            .map(each -> "dev.patchbay." + each + "..");
            Stream<String> everywhere = Stream.of("java..", "javax.net..", "org.jspecify..");
            return Stream.of(rooms, libraries.stream(), everywhere)
                    .flatMap(each -> each)
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
