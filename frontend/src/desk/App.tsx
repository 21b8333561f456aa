import { DirectionContext, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider, useQuery, type Query } from "@tanstack/react-query";
import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import { api, ok, Problem } from "@/lib/api/client";
import { listen } from "@/lib/actions";
import { catalogue, direction, missedCatalogue } from "@/lib/i18n";
import { piece } from "@/lib/piece";
import { knownPreferences, languageWasChosen, preferences, setPreferences } from "@/lib/prefs";
import { useRoute } from "@/lib/router";
import { enter, leave, seat, staff, token } from "@/lib/session";
import { useStore } from "@/lib/store";
import { theme, variables } from "@/theme/theme";
import { Toasts } from "@/ui/Toast";
import { useScheme } from "./appearance";
import { Guard } from "./Guard";
import { Shell } from "./Shell";
import { Coming, Unreachable } from "./Unreachable";

const FirstRun = piece(() => import("@/features/setup/FirstRun"));
const Paired = piece(() => import("@/features/display/Paired"));
const Display = piece(() => import("@/features/display/Display"));
const ChooseTill = piece(() => import("@/features/staff/ChooseTill").then(({ ChooseTill: screen }) => ({ default: screen })));
const SignIn = piece(() => import("@/features/staff/SignIn"));

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000, // live.ts says what changed; asking again on every look is idle
      refetchOnWindowFocus: false,
      retry: (failures, cause) => failures < 2 && cause instanceof Problem && cause.offline,
    },
  },
});

const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

export function App() {
  const words = useStore(catalogue);
  const scheme = useScheme();
  const dir = direction(words?.language ?? preferences.get().language);
  const context = useMemo(() => ({ dir, toggleDirection: () => undefined, setDirection: () => undefined }), [dir]);
  useEffect(() => listen(), []);
  if (!words) return null;
  return (
    <DirectionContext.Provider value={context}>
      <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={scheme} getStyleNonce={nonce} withGlobalClasses={false}>
        <QueryClientProvider client={client}>
          <Guard>
            <Suspense fallback={<Coming />}>
              <Gate />
            </Suspense>
          </Guard>
          <Toasts />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionContext.Provider>
  );
}

/** First run, sign-in, or the desk. */
function Gate() {
  const bearer = useStore(token);
  const person = useStore(staff);
  const route = useRoute();
  const setup = useQuery({ queryKey: ["setup"], queryFn: () => ok(api.GET("/api/setup")), staleTime: Infinity });
  const session = useQuery({ queryKey: ["session", bearer], queryFn: () => ok(api.GET("/api/session")), enabled: bearer !== null && setup.data?.done === true, staleTime: Infinity });

  useEffect(() => {
    // On a new computer the shop's language goes before the program's; it is nobody's choice yet, so it is not remembered.
    if (setup.data?.done && !languageWasChosen()) preferences.set({ ...preferences.get(), ...knownPreferences({ language: setup.data.shop.language }) });
  }, [setup.data]);

  useEffect(() => {
    if (!session.data) return;
    enter(session.data);
    setPreferences(knownPreferences(session.data.staff.preferences));
    void missedCatalogue(preferences.get().language);
  }, [session.data]);

  const [seated, setSeated] = useState(false);
  const before = useRef(bearer);
  useEffect(() => {
    const theirs = { predicate: ({ queryKey }: Query) => queryKey[0] !== "setup" && queryKey[0] !== "session" };
    if (bearer === null) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "setup" });
    else if (before.current !== null && before.current !== bearer) void client.resetQueries(theirs); // what one may see, the other may not
    before.current = bearer;
  }, [bearer]);

  if (setup.error) return <Unreachable problem={setup.error} again={() => void setup.refetch()} />;
  if (!setup.data) return null;
  if (!setup.data.done) return <FirstRun practice={setup.data.shop.practice ?? false} onDone={() => void setup.refetch()} />;
  if (bearer === null && route.path[0] === "display") return <Paired />;
  if (bearer === null) return <SignIn shop={setup.data.shop} />;
  if (session.error) {
    if (session.error instanceof Problem && session.error.status === 401) return <SignIn shop={setup.data.shop} />;
    return <Unreachable problem={session.error} again={() => void session.refetch()} />;
  }
  if (person && session.data && session.data.tills > 1 && !seated && seat.read() === null) return <ChooseTill onDone={() => setSeated(true)} />;
  if (person && route.path[0] === "display") return <Display />;
  return person ? <Shell onSignedOut={leave} /> : null;
}
