import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Runs many sessions: reads a list of `{form, ops}` with the XForm as a text, and writes a list of what each
 * found. That is `{refused}` if JavaRosa does not take the form, else for each operation `{value}` or
 * `{throws}`, with which the session goes on.
 */
final class Scenarios {
    private static final Set<String> CHANGES = Set.of("set", "add", "remove", "reload");

    private Scenarios() {
    }

    public static void main(String[] arguments) throws Exception {
        // JavaRosa says on the console what it thinks of each form
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        PrintStream console = System.err;
        System.setErr(System.out);
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> error.printStackTrace(console));
        Session.prepare();
        JSONArray found = new JSONArray();
        for (Object one : new JSONArray(Files.readString(Path.of(arguments[0])))) {
            found.put(run((JSONObject) one));
        }
        // half a character, which JavaRosa can give, becomes a question mark
        Files.write(Path.of(arguments[1]), found.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Object run(JSONObject scenario) {
        Session session;
        try {
            session = new Session(scenario.getString("form").getBytes(StandardCharsets.UTF_8));
            session.walk();
        } catch (Exception | StackOverflowError error) {
            return new JSONObject().put("refused", said(error));
        }
        JSONArray found = new JSONArray();
        for (Object one : scenario.getJSONArray("ops")) {
            JSONObject op = (JSONObject) one;
            try {
                Object value = session.perform(op);
                if (CHANGES.contains(op.getString("op"))) {
                    session.walk();
                }
                found.put(new JSONObject().put("value", value == null ? JSONObject.NULL : value));
            } catch (Exception | StackOverflowError error) {
                found.put(new JSONObject().put("throws", said(error)));
            }
        }
        return found;
    }

    private static String said(Throwable error) {
        return error.getClass().getSimpleName() + ": " + error.getMessage();
    }
}
