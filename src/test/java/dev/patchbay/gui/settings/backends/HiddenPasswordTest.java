package dev.patchbay.gui.settings.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HiddenPasswordTest {
    private static final String SECRET = "http://me:made@up@proxy.test:3128";

    @Test
    void a_password_is_dots_and_the_rest_stays() {
        assertEquals("http://me:••••@proxy.test:3128", HiddenPassword.in(SECRET));
        assertEquals("http://proxy.test:3128", HiddenPassword.in("http://proxy.test:3128"));
        assertEquals("system", HiddenPassword.in("system"));
    }

    @Test
    void who_types_around_the_dots_keeps_the_password() {
        assertEquals(
                "http://me:made@up@other.test:80",
                HiddenPassword.back("http://me:••••@other.test:80", SECRET));
    }

    @Test
    void who_types_another_password_means_it() {
        assertEquals(
                "http://me:fresh@proxy.test",
                HiddenPassword.back("http://me:fresh@proxy.test", SECRET));
        assertEquals("direct", HiddenPassword.back("direct", SECRET));
    }
}
