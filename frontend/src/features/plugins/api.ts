import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { useBridge } from '../../bridge/context';
import type { PluginView } from '../../bridge/dto';
import type { Bridge } from '../../bridge/types';
import { handForm } from '../../shell/handed-form';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';

export const pluginsQuery = (bridge: Bridge, profile: string) =>
  queryOptions({
    queryKey: ['plugins', profile],
    queryFn: ({ signal }) => bridge.plugins.list(profile, signal),
    // Plugins come and go with the workers: the list is asked for when the picker opens.
    staleTime: 0,
  });

export const factsQuery = (bridge: Bridge, profile: string, plugin: PluginView | undefined) =>
  queryOptions({
    queryKey: ['plugin-facts', profile, plugin?.class, plugin?.version],
    queryFn: ({ signal }) => bridge.plugins.facts(profile, plugin?.class ?? '', plugin?.version ?? '', signal),
    enabled: plugin !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export type Start =
  | { readonly kind: 'new'; readonly plugin: PluginView }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'draft'; readonly id: string }
  | { readonly kind: 'copy'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Opens a form and navigates to it; the response is passed on, so that the form is not fetched twice. */
export function useStart(profile: string) {
  const { forms } = useBridge();
  const { go } = useNavigation();
  return useMutation({
    mutationFn: (start: Start) => {
      switch (start.kind) {
        case 'new':
          return forms.startNew(profile, start.plugin.class, start.plugin.version);
        case 'class':
          return forms.startNew(profile, start.name, '');
        case 'draft':
          return forms.resume(start.id);
        case 'copy':
          return forms.startCopy(profile, start.name);
        case 'text':
          return forms.startText(profile, start.text);
      }
    },
    onSuccess: (view) => {
      handForm(view);
      go(paths.form(view.draft));
    },
  });
}
