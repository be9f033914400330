package dev.patchbay.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.patchbay.coverage.ProofRecorder;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Translation, tested by data: each folder of `src/test/resources/cases` is one case.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CasesTest {
    private static List<CaseFolder> cases() throws IOException {
        return CaseFolder.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_case_goes_as_its_folder_says(CaseFolder folder, TestReporter reporter) {
        var faults = CaseCheck.faults(folder);
        if (!faults.isEmpty()) {
            fail(folder + "\n  " + String.join("\n  ", faults));
        }
        reporter.publishEntry(
                Map.of(
                        ProofRecorder.ROWS, String.join("\n", folder.rows()),
                        ProofRecorder.PROOF, folder.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_case_is_well_formed(CaseFolder folder) throws IOException {
        assertEquals(List.of(), folder.faults());
    }

    @Test
    void there_are_cases() throws IOException {
        assertTrue(cases().size() > 200);
    }

    @Test
    void no_two_cases_have_one_name() throws IOException {
        var names = new HashSet<String>();
        cases().forEach(folder -> assertTrue(names.add(folder.name()), folder.name()));
    }
}
