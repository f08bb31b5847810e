package homeward

import androidx.compose.foundation.layout.Column
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.platform.testTag
import homeward.look.AppText
import homeward.look.Colours
import homeward.look.DarkColours
import homeward.look.LightColours
import homeward.look.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** What holds for every screen: letters, contrast, and sources that every platform can use. */
class LookTest {
    @OptIn(ExperimentalTestApi::class)
    @Test fun lettersOfTheLanguage() = onPhone {
        setContent {
            Dressed(Words.None, Watch()) {
                Column { for (language in listOf("mk", "sr", "ru")) AppText("б", Modifier.testTag(language), language = language) }
            }
        }
        fun pixels(tag: String) = onNodeWithTag(tag).captureToImage().toPixelMap().let { map -> List(map.width * map.height) { map[it % map.width, it / map.width] } }
        assertEquals("Macedonian and Serbian have the same form of this letter", pixels("mk"), pixels("sr"))
        assertNotEquals("and it is not the Russian one", pixels("mk"), pixels("ru"))
    }

    private fun contrast(a: Color, b: Color) = (maxOf(a.luminance(), b.luminance()) + 0.05f) / (minOf(a.luminance(), b.luminance()) + 0.05f)

    private fun check(colours: Colours) {
        val texts = with(colours) {
            mapOf(
                "ink on paper" to (ink to paper), "quiet on paper" to (quiet to paper), "accent on paper" to (accent to paper), "button" to (onAccent to accent),
                "ink on tint" to (ink to tint), "accent on tint" to (accent to tint), "ink on wash" to (ink to wash), "quiet on wash" to (quiet to wash),
                "attention" to (attention to attentionWash), "error" to (error to errorWash), "done" to (done to doneWash),
                "attention on paper" to (attention to paper), "error on paper" to (error to paper), "done on paper" to (done to paper),
            )
        }
        for ((name, pair) in texts) assertTrue("$name: ${contrast(pair.first, pair.second)}", contrast(pair.first, pair.second) >= 4.5f)
        assertTrue("outline of targets", contrast(colours.edge, colours.paper) >= 3f)
    }

    @Test fun contrastLight() = check(LightColours)
    @Test fun contrastDark() = check(DarkColours)

    @Test fun screensNeedNoJvm() {
        val sources = File("shared/src/commonMain/kotlin").walk().filter { it.extension == "kt" }.toList()
        assertTrue("the shared sources are found", sources.size > 15)
        val found = sources.flatMap { file -> file.readLines().filter { Regex("""\b(java|javax|sun|kotlin\.jvm)\.""").containsMatchIn(it) }.map { "${file.name}: $it" } }
        assertEquals(emptyList<String>(), found)
    }

    @Test fun noTextIsWrittenInKotlin() {
        // a text on a screen comes from the core: nothing that AppText or a button draws is a literal with letters
        val drawn = Regex("""(AppText|PrimaryButton|SecondaryButton|QuietButton|Small|Banner|Mark|LinkRow)\(\s*(Icon\.\w+,\s*)?"[^"$]*\p{L}""")
        val found = File("shared/src/commonMain/kotlin/homeward/screens").walk().filter { it.extension == "kt" }
            .flatMap { file -> file.readLines().filter(drawn::containsMatchIn).map { "${file.name}: $it" } }.toList()
        assertEquals(emptyList<String>(), found)
    }
}
