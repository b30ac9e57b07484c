// Where Chromium is: what CHROMIUM names, or where systems put it; undefined when it is nowhere.
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const executablePath = (process.env.CHROMIUM ? [process.env.CHROMIUM] : PLACES).find(existsSync);
