package homeward.desktop

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

/** The bundled fonts, so that every machine draws the same. */
val NotoSans: FontFamily by lazy {
    FontFamily(font("NotoSans-Regular", FontWeight.Normal), font("NotoSans-SemiBold", FontWeight.SemiBold))
}

private fun font(name: String, weight: FontWeight) = Font(
    name,
    checkNotNull(Bundle::class.java.getResourceAsStream("/fonts/$name.ttf")) { "$name is not bundled: run mobile/fonts.sh before building" }.use { it.readBytes() },
    weight,
)

private object Bundle
