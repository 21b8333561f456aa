import "@fontsource-variable/vazirmatn/wght.css";
import "./theme/mantine.css";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/ui.css";
import "./desk/desk.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./desk/App";
import { followPreferences } from "./desk/appearance";
import { keepFocus } from "./lib/focus";

followPreferences();
keepFocus();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
