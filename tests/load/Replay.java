import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Measures JavaRosa over a session of `homeward form replay` and prints the same lines: what it offers is
 * read, answers are set as its form entry sets them, and values, numbers of instances and numbers of choices
 * are checked. States, labels and messages are passed over: they are not what is measured.
 */
public class Replay {
    private static final Set<String> MEASURED = Set.of("set", "add", "remove", "lang", "get", "count", "choices");

    public static void main(String[] arguments) throws Exception {
        File file = new File(arguments[0]);
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        JSONObject session = new JSONObject(Files.readString(file.toPath()));
        JSONObject media = session.optJSONObject("media");
        for (String url : media == null ? Collections.<String>emptySet() : media.keySet()) {
            Media.add(url, new File(file.getParentFile(), media.getString(url)));
        }
        Session.prepare();
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            long begin = System.nanoTime();
            Session replay = new Session(Files.readAllBytes(Path.of(file.getParent(), session.getString("form"))));
            add(samples, "load", begin);
            Map<String, List<Double>> tags = new LinkedHashMap<>();
            JSONArray ops = session.getJSONArray("ops");
            for (int at = 0; at < ops.length(); at++) {
                JSONObject op = ops.getJSONObject(at);
                if (!MEASURED.contains(op.getString("op"))) {
                    continue;
                }
                long start = System.nanoTime();
                Object found = replay.perform(op);
                if (op.has("tag")) {
                    add(tags, op.getString("tag"), start);
                }
                // of a list its length, where that is asked for
                boolean counted = op.opt("expect") instanceof Number;
                Object checked = found instanceof List ? counted ? ((List<?>) found).size() : null : found;
                if (checked != null && op.has("expect") && !same(op.get("expect").toString(), checked.toString())) {
                    throw new IllegalStateException(op + ": found " + found);
                }
            }
            add(samples, "session", begin);
            for (Map.Entry<String, List<Double>> tag : tags.entrySet()) {
                List<Double> times = tag.getValue();
                List<Double> last = times.subList(Math.max(0, times.size() - 20), times.size());
                double sum = 0;
                for (double time : last) {
                    sum += time;
                }
                samples.computeIfAbsent(tag.getKey() + ".last20", key -> new ArrayList<>()).add(sum / last.size());
                samples.computeIfAbsent(tag.getKey(), key -> new ArrayList<>()).addAll(times);
            }
        }
        for (Map.Entry<String, List<Double>> entry : samples.entrySet()) {
            print(session, entry.getKey(), entry.getValue(), "ms");
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                double kib = Double.parseDouble(line.replaceAll("[^0-9]", ""));
                print(session, "rss.peak", new ArrayList<>(List.of(kib / 1024)), "MiB");
            }
        }
    }

    private static void add(Map<String, List<Double>> samples, String name, long start) {
        samples.computeIfAbsent(name, key -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
    }

    private static void print(JSONObject session, String metric, List<Double> values, String unit) {
        Collections.sort(values);
        JSONObject line = new JSONObject().put("peer", "javarosa").put("workload", session.optString("workload"))
            .put("metric", metric).put("value", values.get(values.size() / 2)).put("unit", unit)
            .put("n", values.size()).put("best", values.get(0));
        System.out.println(line);
    }

    private static boolean same(String wanted, String found) {
        try {
            return Double.parseDouble(wanted) == Double.parseDouble(found);
        } catch (NumberFormatException notNumbers) {
            return wanted.equals(found);
        }
    }
}
