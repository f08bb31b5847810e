// Said beside what somebody wrote who had seen a directory that the server did not prove to be ours.
import { word } from "../words";

export const Unproven = () => <p class="quiet small">{word("unproven")}</p>;
