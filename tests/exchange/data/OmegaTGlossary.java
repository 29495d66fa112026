// Reads a glossary with OmegaT's own readers, without its window: FORMAT FILE SOURCE TARGET, one pair a line.

import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.IProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderCSV;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;

public class OmegaTGlossary {
    public static void main(String[] args) throws Exception {
        File file = new File(args[1]);
        ProjectProperties properties = new ProjectProperties(file.getParentFile()) {};
        properties.setSourceLanguage(args[2]);
        properties.setTargetLanguage(args[3]);
        IProject project = (IProject) Proxy.newProxyInstance(
            IProject.class.getClassLoader(), new Class<?>[] {IProject.class},
            (proxy, method, values) -> method.getName().equals("getProjectProperties") ? properties : null);
        Core.setProject(project);
        List<GlossaryEntry> entries;
        switch (args[0]) {
            case "tbx": entries = GlossaryReaderTBX.read(file, false); break;
            case "csv": entries = GlossaryReaderCSV.read(file, false); break;
            default: entries = GlossaryReaderTSV.read(file, false);
        }
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (GlossaryEntry entry : entries) {
            out.println("PAIR\t" + entry.getSrcText() + "\t" + entry.getLocText() + "\t"
                + entry.getCommentText().replace("\n", " / "));
        }
    }
}
