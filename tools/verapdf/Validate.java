import java.io.FileInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Runs veraPDF over files: one line a failed test, and one a file and standard; leaves with 1 where any failed. */
public class Validate {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A);

    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean passed = true;
        for (String path : paths) {
            for (PDFAFlavour standard : STANDARDS) {
                passed &= validate(path, standard);
            }
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean validate(String path, PDFAFlavour standard) throws Exception {
        try (FileInputStream file = new FileInputStream(path);
             PDFAParser parser = Foundries.defaultInstance().createParser(file, standard);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion failed : result.getTestAssertions()) {
                System.out.println(String.join(" ", path, standard.toString(), failed.getRuleId().getClause(),
                        failed.getMessage(), failed.getLocation().getContext()).replace('\n', ' '));
            }
            System.out.println(path + " " + standard + " " + (result.isCompliant() ? "passes" : "fails"));
            return result.isCompliant();
        }
    }
}
